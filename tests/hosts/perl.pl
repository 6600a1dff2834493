#!/usr/bin/perl
# sitrep in Perl's DBI. Usage: perl.pl LIBRARY. Exit code 77: DBD::SQLite is not there (Debian: libdbd-sqlite3-perl).
use strict;
use warnings;

my $library = shift;
unless (eval { require DBI; require DBD::SQLite; 1 }) {
    print "skipped: DBD::SQLite is not installed\n";
    exit 77;
}
my $db = DBI->connect('dbi:SQLite:dbname=:memory:', '', '', {RaiseError => 1, PrintError => 0});
$db->sqlite_enable_load_extension(1);
$db->do('SELECT load_extension(?)', undef, $library);
my $text = 'On Friday, Russian jets struck the eastern countryside of Hama, killing at least three people.';
my $events = $db->selectall_arrayref(
    'SELECT type, actor, killed_min, start_date, place FROM extract_events(?, ?)', {Slice => {}}, $text, '2021-04-18');
print join(' | ', map { $_ // 'NULL' } @$_{qw(type actor killed_min start_date place)}), "\n" for @$events;
die "expected one event\n" unless @$events == 1;
die "expected an airstrike of 2021-04-16\n"
    unless $events->[0]{type} eq 'airstrike' && $events->[0]{start_date} eq '2021-04-16';
eval { $db->selectall_arrayref('SELECT * FROM extract_events(?, ?)', undef, $text, 'no date') };
die "expected an error that names the function, got: $@\n" unless $@ =~ /extract_events/;
