// Table-valued: regexp_matches, regexp_split.

#include <optional>

#include "regex/functions.h"
#include "regex/sql_state.h"
#include "text/char_index.h"

namespace sitrep {
namespace {

/// What both cursors walk over.
struct Search {
  Search(std::shared_ptr<Regex> r, std::string_view t, int groups)
      : regex(std::move(r)), text(t), scan(*regex, t, groups) {}

  /// The index is made when the first position is asked for.
  std::int64_t position(std::size_t byte) const {
    if (!characters) characters.emplace(text);
    return characters->position(static_cast<std::uint32_t>(byte));
  }

  std::shared_ptr<Regex> regex;
  std::string_view text;
  mutable std::optional<CharIndex> characters;
  RegexScan scan;
};

struct GroupRow {
  const Search* search = nullptr;
  std::int64_t match = 0;
  int group = 0;
  bool took_part() const { return search->scan.took_part(group); }
};

class MatchesCursor {
 public:
  void open(Call& call, Args args) {
    const std::shared_ptr<Regex> regex = regex_argument(call, args, 1, 2);
    search_ = std::make_unique<Search>(regex, args[0].document(), regex->groups() + 1);
    row_ = {search_.get(), 0, regex->groups()};
  }
  bool next(Call& call) {
    if (row_.group < search_->regex->groups()) {
      ++row_.group;
      return true;
    }
    call.interrupt().poll();
    row_.group = 0;
    ++row_.match;
    return search_->scan.next();
  }
  const GroupRow& row() const { return row_; }

 private:
  std::unique_ptr<Search> search_;
  GroupRow row_;
};

constexpr Column<GroupRow> kMatchColumns[] = {
    {"match INTEGER", [](const GroupRow& r, Context& out) { out.set(r.match); }},
    {"group_number INTEGER", [](const GroupRow& r, Context& out) { out.set(r.group); }},
    {"group_name TEXT", [](const GroupRow& r, Context& out) { out.set_or_null(r.search->regex->group_name(r.group)); }},
    {"value TEXT",
     [](const GroupRow& r, Context& out) {
       if (r.took_part()) out.set(r.search->scan.group(r.group));
     }},
    {"span_start INTEGER",
     [](const GroupRow& r, Context& out) {
       if (r.took_part()) out.set(r.search->position(r.search->scan.begin(r.group)));
     }},
    {"span_length INTEGER",
     [](const GroupRow& r, Context& out) {
       if (!r.took_part()) return;
       const RegexScan& scan = r.search->scan;
       out.set(r.search->position(scan.end(r.group)) - r.search->position(scan.begin(r.group)));
     }},
};

struct PartRow {
  const Search* search = nullptr;
  std::int64_t part = 0;
  std::size_t begin = 0, end = 0;
};

class SplitCursor {
 public:
  void open(Call& call, Args args) {
    search_ = std::make_unique<Search>(regex_argument(call, args, 1, 2), args[0].document(), 1);
    row_ = {search_.get(), 0, 0, 0};
    next_begin_ = 0;
    done_ = false;
  }
  bool next(Call& call) {
    call.interrupt().poll();
    if (done_) return false;
    ++row_.part;
    row_.begin = next_begin_;
    RegexScan& scan = search_->scan;
    const std::size_t size = search_->text.size();
    for (;;) {
      if (!scan.next()) {
        done_ = true;
        row_.end = size;
        return true;
      }
      // Nothing between two characters divides the text only within it.
      const bool is_empty = scan.begin() == scan.end();
      if (is_empty && (scan.begin() == 0 || scan.begin() == size || scan.begin() == next_begin_)) continue;
      row_.end = scan.begin();
      next_begin_ = scan.end();
      return true;
    }
  }
  const PartRow& row() const { return row_; }

 private:
  std::unique_ptr<Search> search_;
  PartRow row_;
  std::size_t next_begin_ = 0;
  bool done_ = false;
};

constexpr Column<PartRow> kSplitColumns[] = {
    {"part INTEGER", [](const PartRow& r, Context& out) { out.set(r.part); }},
    {"value TEXT", [](const PartRow& r, Context& out) { out.set(r.search->text.substr(r.begin, r.end - r.begin)); }},
    {"span_start INTEGER", [](const PartRow& r, Context& out) { out.set(r.search->position(r.begin)); }},
    {"span_length INTEGER",
     [](const PartRow& r, Context& out) { out.set(r.search->position(r.end) - r.search->position(r.begin)); }},
};

constexpr FunctionRow kRows[] = {
    {.name = "regexp_matches",
     .arguments = "text, pattern [, flags]",
     .implementation = table<MatchesCursor, kMatchColumns>,
     .summary = "Every match and every group of it (0 is the whole match), one row each; value and span are NULL for a "
                "group that took no part. Spans are in characters, for substr.",
     .example =
         "SELECT match, group_name, value FROM regexp_matches('70 killed, 35 injured', '(?P<n>\\d+) (?P<what>\\w+)')"},
    {.name = "regexp_split",
     .arguments = "text, pattern [, flags]",
     .implementation = table<SplitCursor, kSplitColumns>,
     .summary = "The parts of the text between the matches, empty ones included, with their spans in characters.",
     .example = "SELECT part, value FROM regexp_split('Hama, Homs; Idlib', '[,;] *')"},
};

}  // namespace

std::span<const FunctionRow> regex_table_functions() { return kRows; }

}  // namespace sitrep
