#include "regex/sql_state.h"

namespace sitrep {
namespace {

RegexFlags flags_argument(Args args, int i) {
  if (i < 0 || !args.has(static_cast<std::size_t>(i))) return {};
  return parse_regex_flags(args[static_cast<std::size_t>(i)].document());
}

std::shared_ptr<Regex> cached(Connection& connection, std::string_view pattern, const RegexFlags& flags) {
  LruCache<Regex>& cache = connection.slot<RegexState>().patterns;
  std::string key;
  for (const bool flag : {flags.ignore_case, flags.multi_line, flags.dot_newline, flags.ungreedy, flags.extended})
    key += flag ? '1' : '0';
  key += pattern;
  std::shared_ptr<Regex> found = cache.find(key);
  if (found) return found;
  found = std::make_shared<Regex>(pattern, flags);
  cache.insert(key, found, found->memory());
  return found;
}

}  // namespace

std::shared_ptr<Regex> regex_argument(Call& call, Args args, int i, int flags) {
  return cached(call.connection(), args[static_cast<std::size_t>(i)].document(), flags_argument(args, flags));
}

std::shared_ptr<Regex> regex_argument(Context& context, Args args, int i, int flags) {
  const RegexFlags wanted = flags_argument(args, flags);
  const auto pattern = [&] { return args[static_cast<std::size_t>(i)].document(); };
  // Kept by SQLite is a reference to what the cache holds, so that one pattern is compiled once in all statements.
  const auto kept =
      context.constant<std::shared_ptr<Regex>>(i, [&] { return cached(context.connection(), pattern(), wanted); });
  return (*kept)->flags() == wanted ? *kept : cached(context.connection(), pattern(), wanted);
}

}  // namespace sitrep
