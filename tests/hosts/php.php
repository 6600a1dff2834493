<?php
// sitrep in PHP's SQLite3. Usage: php -d sqlite3.extension_dir=FOLDER php.php sitrep.so
// PHP loads extensions from the folder that its configuration names, and only from there. Exit code 77: no SQLite3 here.

if (!class_exists("SQLite3") || !method_exists("SQLite3", "loadExtension")) {
    echo "skipped: PHP without SQLite3 or its loadExtension\n";
    exit(77);
}
$db = new SQLite3(":memory:");
$db->enableExceptions(true);
$db->loadExtension($argv[1]);
$statement = $db->prepare("SELECT type, actor, killed_min, start_date, place, evidence FROM extract_events(:text, '2021-04-18')");
$text = "On Friday, Russian jets struck the eastern countryside of Hama, killing at least three people.";
$statement->bindValue(":text", $text);
$rows = $statement->execute();
$event = $rows->fetchArray(SQLITE3_ASSOC);
echo implode(" | ", $event), "\n";
$right = $event["type"] === "airstrike" && $event["killed_min"] === 3 && $event["start_date"] === "2021-04-16"
    && str_contains($text, $event["evidence"]) && $rows->fetchArray() === false;
try {
    $db->querySingle("SELECT count(*) FROM extract_events('x', 'no date')");
    $right = false;
} catch (Exception $error) {
    $right = $right && str_contains($error->getMessage(), "extract_events");
}
exit($right ? 0 : 1);
