# sitrep in Ruby's sqlite3. Usage: ruby.rb LIBRARY   Exit code 77: the gem is not installed.
begin
  require "sqlite3"
rescue LoadError => missing
  puts "skipped: #{missing.message}"
  exit 77
end

db = SQLite3::Database.new(":memory:")
db.enable_load_extension(true)
db.load_extension(ARGV[0])
db.enable_load_extension(false)
text = "On Friday, Russian jets struck the eastern countryside of Hama, killing at least three people."
rows = db.execute("SELECT type, actor, killed_min, start_date, place, evidence FROM extract_events(?, ?)", [text, "2021-04-18"])
puts rows.map { |row| row.join(" | ") }
abort "other rows" unless rows.size == 1 && rows[0][0] == "airstrike" && rows[0][2] == 3 && text.include?(rows[0][5])
begin
  db.execute("SELECT * FROM extract_events('x', 'no date')")
  abort "no error"
rescue SQLite3::SQLException => error
  abort error.message unless error.message.include?("extract_events")
end
