#include "knowledge/compile/known.h"

#include <algorithm>
#include <map>

#include "knowledge/compile/csv.h"
#include "knowledge/known_tables.h"
#include "knowledge/term_names.h"

namespace sitrep {
namespace {

constexpr std::string_view kTriggerColumns[] = {"type", "any_of", "all_of"};

/// triggers.csv by concept name, one row's fields in the order of kTriggerColumns.
std::map<std::string, std::vector<std::string>> read_triggers(const std::filesystem::path& dir) {
  const Csv csv(dir / "triggers.csv", {"concept", "part", "type", "any_of", "all_of"});
  std::map<std::string, std::vector<std::string>> triggers;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    std::vector<std::string>& row = triggers[csv.at(i, "part") + ":" + csv.at(i, "concept")];
    for (const std::string_view column : kTriggerColumns) row.push_back(csv.at(i, column));
  }
  return triggers;
}

class TableWriter {
 public:
  TableWriter(const std::filesystem::path& dir, const KnownTable& table) : dir_(dir), table_(table) {}

  std::string run() {
    const bool is_terms = table_.name == "terms";
    const auto triggers = is_terms ? read_triggers(dir_) : std::map<std::string, std::vector<std::string>>();
    std::vector<std::string_view> columns;
    for (const std::string_view column : table_.columns) {
      if (!is_terms || std::ranges::find(kTriggerColumns, column) == std::end(kTriggerColumns))
        columns.push_back(column);
    }
    const Csv csv(dir_ / (std::string(table_.name) + ".csv"), columns);
    for (std::size_t i = 0; i < csv.size(); ++i) {
      const std::vector<std::string>* trigger = nullptr;
      if (is_terms) {
        const auto found = triggers.find(
            concept_name(*part_of(csv.at(i, "part")), *term_class(csv.at(i, "class")), csv.at(i, "concept")));
        if (found != triggers.end()) trigger = &found->second;
      }
      write_row(csv, i, trigger);
    }
    return std::move(out_);
  }

 private:
  void write_row(const Csv& csv, std::size_t row, const std::vector<std::string>* trigger) {
    for (std::size_t c = 0; c < table_.columns.size(); ++c) {
      if (c > 0) out_ += '\t';
      const auto joined = std::ranges::find(kTriggerColumns, table_.columns[c]);
      if (table_.name == "terms" && joined != std::end(kTriggerColumns)) {
        if (trigger != nullptr) out_ += (*trigger)[static_cast<std::size_t>(joined - kTriggerColumns)];
        continue;
      }
      const std::string& field = csv.at(row, table_.columns[c]);
      if (field.find_first_of("\t\n") != std::string::npos) csv.fail(row, "a tab or a line break in a field");
      out_ += field;
    }
    out_ += '\n';
  }

  std::filesystem::path dir_;
  const KnownTable& table_;
  std::string out_;
};

}  // namespace

void compile_known(const std::filesystem::path& sql_dir, ImageBuilder& image) {
  for (std::size_t i = 0; i < kKnownTables; ++i) {
    const KnownTable& table = known_table(static_cast<KnownTableId>(i));
    image.add_text("known." + std::string(table.name), TableWriter(sql_dir / "knowledge", table).run());
  }
}

}  // namespace sitrep
