# What the tests of the recipes begin with: sourced with the arguments SQLITE3 LIBRARY RECIPES. They work in a folder of their own
# and count their failures.
set -u
sqlite=$1 library=$(realpath "$2") recipes=$(realpath "$3")
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0

query() { "$sqlite" -batch -bail -init /dev/null -cmd ".load $library" "$1" "$2" 2>&1; }
