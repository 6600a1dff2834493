#include "extract/country_votes.h"

#include <algorithm>

namespace sitrep {

std::optional<std::uint32_t> CountryVotes::number(std::string_view iso2) const {
  const auto countries = lexicon_.countries();
  const auto found =
      std::ranges::lower_bound(countries, iso2, {}, [this](const CountryRow& row) { return lexicon_.text(row.iso2); });
  if (found == countries.end() || lexicon_.text(found->iso2) != iso2) return std::nullopt;
  return static_cast<std::uint32_t>(found - countries.begin());
}

void CountryVotes::add(std::string_view iso2, double weight) {
  if (const auto country = number(iso2)) add(*country, weight);
}

void CountryVotes::prefer(std::string_view iso2) {
  if (const auto country = number(iso2)) preferred_.push_back(*country);
}

bool CountryVotes::is_preferred(std::string_view iso2) const {
  return std::ranges::any_of(preferred_,
                             [&](std::uint32_t c) { return lexicon_.text(lexicon_.countries()[c].iso2) == iso2; });
}

double CountryVotes::share(std::string_view iso2) const {
  const auto country = number(iso2);
  return country && total_ > 0 ? votes_[*country] / total_ : 0;
}

std::string_view CountryVotes::leading() const {
  if (!preferred_.empty()) return lexicon_.text(lexicon_.countries()[preferred_[0]].iso2);
  if (votes_.empty() || votes_[leader_] <= 0) return {};
  return lexicon_.text(lexicon_.countries()[leader_].iso2);
}

}  // namespace sitrep
