#!/bin/sh
# Installs what is missing, builds, and runs every test through ctest.
# Usage: tests/run.sh [PRESET…]   release (the default), sanitize, coverage; several run as one.
# CTEST_ARGS adds to ctest's arguments, e.g. CTEST_ARGS='-R sql/ST_' tests/run.sh
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- release

sql/install_packages.sh python3

# One directory over the builds, so that several presets end in one summary.
all=build-tests
mkdir -p "$all"
: >"$all/CTestTestfile.cmake"
for preset in "$@"; do
  launcher=""
  if command -v ccache >/dev/null; then launcher=-DCMAKE_CXX_COMPILER_LAUNCHER=ccache; fi
  cmake --preset "$preset" $launcher
  cmake --build --preset "$preset"
  build=build
  [ "$preset" = release ] || build="build-$preset"
  echo "subdirs(\"$PWD/$build\")" >>"$all/CTestTestfile.cmake"
done
# shellcheck disable=SC2086  # CTEST_ARGS is a list of words
ctest --test-dir "$all" --parallel "$(nproc)" --output-on-failure --timeout 600 ${CTEST_ARGS:-}
