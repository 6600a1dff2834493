// Scalars: REGEXP and the regexp_ family.

#include "regex/functions.h"
#include "regex/sql_state.h"
#include "sqlite/statement.h"
#include "text/char_index.h"

namespace sitrep {
namespace {

void regexp(Context& context, Args args) {
  ++context.connection().slot<RegexState>().operator_calls;
  context.set(regex_argument(context, args, 0, -1)->matches(args[1].document()));
}

void regexp_like(Context& context, Args args) {
  context.set(regex_argument(context, args, 1, 2)->matches(args[0].document()));
}

/// Argument i as the number of a group: a number, or the group's name; 0 (the whole match) when it was not given.
int group_argument(const Regex& regex, Args args, std::size_t i) {
  if (args.size() <= i) return 0;
  const std::optional<std::int64_t> number = args[i].integer();
  if (number) {
    if (*number >= 0 && *number <= regex.groups()) return static_cast<int>(*number);
    args.reject(i, "from 0 to " + std::to_string(regex.groups()) + " (the groups of the pattern)");
  }
  const std::optional<int> named = regex.group_named(args[i].document());
  if (!named) args.reject(i, "the number or the name of a group of the pattern");
  return *named;
}

void regexp_substr(Context& context, Args args) {
  const std::shared_ptr<Regex> regex = regex_argument(context, args, 1, -1);
  const int group = group_argument(*regex, args, 2);
  RegexScan scan(*regex, args[0].document(), group + 1);
  if (scan.next() && scan.took_part(group)) context.set(scan.group(group));
}

void regexp_replace(Context& context, Args args) {
  const std::shared_ptr<Regex> regex = regex_argument(context, args, 1, 3);
  const std::string_view text = args[0].document(), replacement = args[2].document();
  check_replacement(*regex, replacement);
  RegexScan scan(*regex, text, highest_group(replacement) + 1);
  const std::size_t limit = context.connection().length_limit();
  std::string out;
  std::size_t copied = 0;
  while (scan.next()) {
    context.interrupt().poll();
    out += text.substr(copied, scan.begin() - copied);
    append_replacement(scan, replacement, out);
    copied = scan.end();
    if (out.size() > limit) break;  // SQLite's own error for it follows
  }
  out += text.substr(copied);
  context.set(out);
}

void regexp_count(Context& context, Args args) {
  const std::shared_ptr<Regex> regex = regex_argument(context, args, 1, 2);
  RegexScan scan(*regex, args[0].document(), 1);
  std::int64_t count = 0;
  while (scan.next()) {
    context.interrupt().poll();
    ++count;
  }
  context.set(count);
}

void regexp_instr(Context& context, Args args) {
  const std::shared_ptr<Regex> regex = regex_argument(context, args, 1, 2);
  const std::string_view text = args[0].document();
  RegexScan scan(*regex, text, 1);
  if (!scan.next()) return context.set(0);
  const auto at = static_cast<std::uint32_t>(scan.begin());
  context.set(CharIndex(text.substr(0, at)).position(at));
}

std::vector<std::string> read_patterns(sqlite3* db, Args args, std::size_t i) {
  Statement check(db, "SELECT json_valid(?1) AND json_type(CASE WHEN json_valid(?1) THEN ?1 END) = 'array'");
  check.bind(1, args[i].document());
  if (!check.step() || check[0].int64() == 0) args.reject(i, "a JSON array of patterns");
  Statement rows(db, "SELECT value, type FROM json_each(?)");
  rows.bind(1, args[i].document());
  std::vector<std::string> patterns;
  while (rows.step()) {
    if (rows[1].text() != "text") throw UserError("patterns must all be texts, not " + rows[0].describe());
    patterns.emplace_back(rows[0].text());
  }
  return patterns;
}

std::shared_ptr<RegexSet> set_argument(Context& context, Args args, int i) {
  const auto make = [&] {
    LruCache<RegexSet>& cache = context.connection().slot<RegexState>().sets;
    const std::string key(args[static_cast<std::size_t>(i)].document());
    std::shared_ptr<RegexSet> set = cache.find(key);
    if (set) return set;
    set = std::make_shared<RegexSet>(read_patterns(context.connection().db(), args, static_cast<std::size_t>(i)));
    cache.insert(key, set, set->memory());
    return set;
  };
  return *context.constant<std::shared_ptr<RegexSet>>(i, make);
}

void regexp_set(Context& context, Args args) {
  set_argument(context, args, 0);
  context.set(Json{args[0].document()});
}

void regexp_which(Context& context, Args args) {
  std::string out = "[";
  for (const int number : set_argument(context, args, 1)->which(args[0].document())) {
    if (out.size() > 1) out += ',';
    out += std::to_string(number);
  }
  context.set(Json{out + "]"});
}

constexpr FunctionRow kRows[] = {
    {.name = "regexp_like",
     .arguments = "text, pattern [, flags]",
     .returns = "INTEGER",
     .implementation = Scalar{regexp_like},
     .summary =
         "1 when the pattern (RE2 syntax) matches somewhere in the text, else 0. flags: i ignore case, m ^ and $ at "
         "lines, s dot matches line breaks, U ungreedy, x white space and comments do not count.",
     .example = "SELECT regexp_like('Shelling of Idlib', 'idlib$', 'i')"},
    {.name = "regexp_substr",
     .arguments = "text, pattern [, group]",
     .returns = "TEXT",
     .implementation = Scalar{regexp_substr},
     .summary = "The first match, or what a group (number or name) of it matched; NULL when there is none.",
     .example = "SELECT regexp_substr('killed 12 fighters', '\\d+')"},
    {.name = "regexp_capture",
     .arguments = "text, pattern [, group]",
     .returns = "TEXT",
     .implementation = Scalar{regexp_substr},
     .summary = "What a group (number or name; 0, the whole match, unless given) of the first match matched; NULL when "
                "there is no match or the group took no part in it.",
     .example = "SELECT regexp_capture('killed 12 fighters', '(?P<count>\\d+) (?P<who>\\w+)', 'who')"},
    {.name = "regexp_replace",
     .arguments = "text, pattern, replacement [, flags]",
     .returns = "TEXT",
     .implementation = Scalar{regexp_replace},
     .summary =
         "The text with every match replaced; \\1 to \\9 in the replacement are the groups, \\0 the whole match. "
         "flags as in regexp_like.",
     .example = "SELECT regexp_replace('17/04/2021', '(\\d+)/(\\d+)/(\\d+)', '\\3-\\2-\\1')"},
    {.name = "regexp_count",
     .arguments = "text, pattern [, flags]",
     .returns = "INTEGER",
     .implementation = Scalar{regexp_count},
     .summary = "How often the pattern matches, one match after the other.",
     .example = "SELECT regexp_count('Hama, Homs and Idlib', '[A-Z]\\w+')"},
    {.name = "regexp_instr",
     .arguments = "text, pattern [, flags]",
     .returns = "INTEGER",
     .implementation = Scalar{regexp_instr},
     .summary = "Where the first match begins, in characters from 1 as instr counts them; 0 when there is none.",
     .example = "SELECT regexp_instr('on 17 April', '\\d+')"},
    {.name = "regexp_set",
     .arguments = "patterns",
     .returns = "JSON TEXT",
     .implementation = Scalar{regexp_set},
     .summary =
         "Checks and compiles a JSON array of patterns, to be matched in one pass by regexp_which. The value is the "
         "array itself.",
     .example = "SELECT regexp_set('[\"shell(ing|ed)\", \"air ?strike\"]')",
     .json = true},
    {.name = "regexp_which",
     .arguments = "text, set",
     .returns = "JSON TEXT",
     .implementation = Scalar{regexp_which},
     .summary =
         "Which patterns of a set match the text: a JSON array of their positions in it, from 0 as in json_each.",
     .example = "SELECT regexp_which('Airstrikes hit Idlib', regexp_set('[\"shell(ing|ed)\", \"(?i)air ?strike\"]'))",
     .json = true},
};

constexpr FunctionRow kOperator[] = {
    {.name = "regexp",
     .arguments = "pattern, text",
     .returns = "INTEGER",
     .implementation = Scalar{regexp},
     .summary =
         "The operator text REGEXP pattern: 1 when the pattern (RE2 syntax) matches somewhere in the text, else 0. "
         "Where the host's own could not be replaced, sitrep_info() says so; regexp_like is always ours.",
     .example = "SELECT 'Shelling of Idlib' REGEXP 'Idlib$'"},
};

}  // namespace

std::span<const FunctionRow> regex_functions() { return kRows; }
std::span<const FunctionRow> regexp_operator() { return kOperator; }

std::string_view regexp_in_force(Connection& connection) {
  RegexState& state = connection.slot<RegexState>();
  const std::uint64_t before = state.operator_calls;
  try {
    Statement probe(connection.db(), "SELECT 'a' REGEXP 'a'");
    probe.step();
  } catch (const SqlError&) {
    return "none";
  }
  return state.operator_calls > before ? "sitrep" : "host";
}

std::string_view re2_version() { return SITREP_RE2_VERSION; }

}  // namespace sitrep
