// sitrep_check: what the triggers of the user's knowledge tables call.

#include <algorithm>

#include "live/checks.h"
#include "live/functions.h"
#include "live/schema.h"

namespace sitrep {
namespace {

void sitrep_check(Context& context, Args args) {
  const std::string_view name = args[0].document();
  const auto table = std::ranges::find(user_tables(), name, &UserTable::name);
  if (table == user_tables().end()) args.reject(0, "the name of one of the tables that sitrep_install() makes");
  const std::size_t columns = 1 + static_cast<std::size_t>(std::ranges::count(table->columns, ','));
  if (args.size() != columns + 1)
    throw UserError(std::string(name) + " has other columns; call sitrep_install() to renew its triggers");
  if (table->part == "words") check_word_row(context.connection().db(), name, args);
  if (table->part == "places") check_place_row(name, args);
  if (table->part == "regions") check_region_row(context.connection().db(), args);
}

constexpr FunctionRow kRows[] = {
    {.name = "sitrep_check",
     .arguments = "table, …",
     .implementation = Scalar{sitrep_check},
     .summary = "NULL when a row with these columns may stand in the table, else an error that names table, key and "
                "reason. The triggers of the tables of sitrep_install() call it.",
     .example = "SELECT sitrep_check('sitrep_actors', 'Red Brigade', 'rebel_group', 'SY', 1)",
     .nulls = Nulls::pass,
     .deterministic = false},
};

}  // namespace

std::span<const FunctionRow> check_functions() { return kRows; }

}  // namespace sitrep
