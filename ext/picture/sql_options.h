#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "picture/sheet.h"
#include "sqlite/function.h"
#include "sqlite/statement.h"

/// Options of the pictures, given as the text of a JSON object.
namespace sitrep {

/// One option while it is read.
class Option {
 public:
  Option(std::string key, Value value, std::string type)
      : key_(std::move(key)), value_(value), type_(std::move(type)) {}

  const std::string& key() const { return key_; }
  std::string text() const;
  bool truth() const;
  /// A number between the two.
  double number(double least, double most) const;
  /// The position of a text among `names`; the error lists them.
  std::size_t one_of(std::initializer_list<std::string_view> names) const;
  [[noreturn]] void reject(const std::string& expected) const;

 private:
  std::string key_;
  Value value_;
  std::string type_;  ///< as in json_each
};

/// Calls take(option) for each member whose value is not null; `take` returns false for a name that it does not know,
/// and then the error shows it beside `known`.
void read_options(sqlite3* db, std::string_view json, std::string_view known,
                  const std::function<bool(const Option&)>& take);

/// The names that take_sheet_option knows, for `known`.
inline constexpr std::string_view kSheetOptionNames = "title, subtitle, legend, note, width, height, theme";

/// Reads an option that every picture has; false when it is another.
bool take_sheet_option(const Option& option, int least_height, SheetOptions& out);

/// The rows of an aggregate share one options argument: tells whether this is the first row, and throws UserError when
/// a later row's differs.
class OptionsArgument {
 public:
  bool is_first(Args args, std::size_t i);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  bool seen_ = false;
};

}  // namespace sitrep
