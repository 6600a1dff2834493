#include "picture/sql_options.h"

#include "geometry/number_text.h"

namespace sitrep {

void Option::reject(const std::string& expected) const {
  throw UserError("options: " + key_ + " must be " + expected + ", not " +
                  (type_ == "true" || type_ == "false" ? type_ : value_.describe()));
}

std::string Option::text() const {
  if (type_ != "text") reject("a text");
  return std::string(value_.text());
}

bool Option::truth() const {
  if (type_ != "true" && type_ != "false") reject("true or false");
  return type_ == "true";
}

double Option::number(double least, double most) const {
  const double n = value_.real();
  if ((type_ == "integer" || type_ == "real") && n >= least && n <= most) return n;
  std::string range = "a number from ";
  append_number(least, range);
  range += " to ";
  append_number(most, range);
  reject(range);
}

std::size_t Option::one_of(std::initializer_list<std::string_view> names) const {
  std::string list;
  std::size_t i = 0;
  for (const std::string_view name : names) {
    if (type_ == "text" && value_.text() == name) return i;
    list += i == 0 ? "" : i + 1 == names.size() ? " or " : ", ";
    list += name;
    ++i;
  }
  reject(list);
}

void read_options(sqlite3* db, std::string_view json, std::string_view known,
                  const std::function<bool(const Option&)>& take) {
  if (json.empty()) return;
  Statement check(db, "SELECT json_valid(?1) AND json_type(CASE WHEN json_valid(?1) THEN ?1 END) = 'object'");
  check.bind(1, json);
  if (!check.step() || check[0].int64() == 0) {
    check.reset();
    throw UserError("options must be a JSON object such as {\"title\":\"…\"}");
  }
  Statement members(db, "SELECT key, value, type FROM json_each(?)");
  members.bind(1, json);
  while (members.step()) {
    const Option option(std::string(members[0].text()), members[1], std::string(members[2].text()));
    if (members[2].text() == "null") continue;
    if (!take(option)) throw UserError("options: there is no '" + option.key() + "'; there are " + std::string(known));
  }
}

bool take_sheet_option(const Option& option, int least_height, SheetOptions& out) {
  const std::string& key = option.key();
  if (key == "title")
    out.title = option.text();
  else if (key == "subtitle")
    out.subtitle = option.text();
  else if (key == "legend")
    out.legend = option.text();
  else if (key == "note")
    out.note = option.text();
  else if (key == "width")
    out.width = static_cast<int>(option.number(SheetOptions::kLeastWidth, SheetOptions::kMostWidth));
  else if (key == "height")
    out.height = static_cast<int>(option.number(least_height, SheetOptions::kMostWidth));
  else if (key == "theme")
    out.theme = static_cast<Theme>(option.one_of({"light", "dark", "auto"}));
  else
    return false;
  return true;
}

bool OptionsArgument::is_first(Args args, std::size_t i) {
  const Value value = args[i];
  if (!value.is_null() && value.type() != ValueType::text) args.reject(i, "a JSON object");
  if (!seen_) {
    seen_ = true;
    text_ = value.text();
    return true;
  }
  if (value.text() != text_) throw UserError("options must be the same for all rows of a picture");
  return false;
}

}  // namespace sitrep
