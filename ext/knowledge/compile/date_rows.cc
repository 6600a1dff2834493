#include "knowledge/compile/date_rows.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace sitrep {
namespace {

using Row = std::vector<std::pair<std::uint16_t, std::uint16_t>>;  ///< (type, next state) of the live cells

/// The first place from `low` on where none of the row's cells is taken.
std::size_t first_fit(const Row& row, const std::vector<bool>& taken, std::size_t low) {
  const std::size_t first = row.front().first;
  for (std::size_t at = std::max(low, first);; ++at) {
    if (at < taken.size() && taken[at]) continue;
    const std::size_t base = at - first;
    const bool free = std::ranges::all_of(
        row, [&](const auto& cell) { return base + cell.first >= taken.size() || !taken[base + cell.first]; });
    if (free) return base;
  }
}

}  // namespace

DateRows pack_date_rows(const std::vector<std::uint16_t>& next, std::size_t types) {
  const std::size_t states = next.size() / types;
  std::map<Row, std::vector<std::size_t>> rows;
  for (std::size_t s = 0; s < states; ++s) {
    Row row;
    for (std::size_t t = 0; t < types; ++t) {
      if (next[s * types + t] != 0) row.emplace_back(static_cast<std::uint16_t>(t), next[s * types + t]);
    }
    rows[row].push_back(s);
  }
  std::vector<const Row*> order;
  for (const auto& [row, owners] : rows) order.push_back(&row);
  std::ranges::stable_sort(order, [](const Row* a, const Row* b) { return a->size() > b->size(); });

  DateRows out;
  out.states.resize(states);
  std::vector<bool> taken;
  std::size_t low = 0;   // all places below are taken
  std::size_t from = 0;  // where rows of this size are tried: none of them has fitted before
  std::size_t size = 0;
  std::uint16_t number = 0;
  std::size_t end = types;
  for (const Row* row : order) {
    std::size_t base = 0;
    if (number == 0xFFFF) throw std::runtime_error("the date rules need too many rows");
    ++number;
    if (!row->empty()) {
      if (row->size() != size) from = low;
      size = row->size();
      base = first_fit(*row, taken, std::max(from, low));
      from = base + row->front().first;
      if (taken.size() < base + types) taken.resize(base + types);
      if (out.cells.size() < base + types) out.cells.resize(base + types);
      for (const auto& [type, state] : *row) {
        taken[base + type] = true;
        out.cells[base + type] = {number, state};
      }
      while (low < taken.size() && taken[low]) ++low;
    }
    end = std::max(end, base + types);
    for (const std::size_t s : rows.at(*row)) out.states[s] = {static_cast<std::uint32_t>(base), number, 0, 0, 0};
  }
  out.cells.resize(end);
  return out;
}

}  // namespace sitrep
