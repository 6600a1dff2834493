#include "knowledge/compile/gazetteer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <unordered_map>

#include "knowledge/compile/tsv.h"
#include "knowledge/gazetteer.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace sitrep {
namespace {

namespace fs = std::filesystem;

/// Ids of second-order divisions, for which the source has none.
constexpr std::uint32_t kFirstSecondOrder = 2'100'000'000;

/// A region, desert or sea with a radius beyond this is not inside one first-order division.
constexpr double kWidestInRegionKm = 75;

class GazetteerCompiler {
 public:
  GazetteerCompiler(const RegionData& regions, ImageBuilder& image) : regions_(regions), image_(image) {}

  void run(const fs::path& sql_dir, const fs::path& world_dir) {
    read_regions(world_dir);
    read_region_points(sql_dir / "gazetteer" / "region_points.csv");
    read_natural(sql_dir / "gazetteer" / "natural_regions.csv");
    polygons_ = static_cast<std::uint32_t>(places_.size());
    read_transliterated(sql_dir / "gazetteer" / "transliterated_countries.csv");
    read_authored(sql_dir / "gazetteer" / "authored_places.csv");
    read_world(world_dir);
    read_second_order(world_dir / "admin2.tsv");
    read_aliases(sql_dir / "gazetteer" / "place_aliases.csv");
    read_abbreviations(sql_dir / "gazetteer" / "place_abbreviations.csv");
    finish();
  }

 private:
  /// Offset of the NUL-terminated string.
  std::uint32_t text(std::string_view value) {
    const auto [entry, added] = pool_.try_emplace(std::string(value), static_cast<std::uint32_t>(strings_.size()));
    if (added) (strings_ += value) += '\0';
    return entry->second;
  }

  std::uint32_t push(const PlaceRow& row) {
    if (places_.size() >= 1u << (32 - PlacePosting::kHashBits)) throw std::runtime_error("too many places to number");
    places_.push_back(row);
    return static_cast<std::uint32_t>(places_.size() - 1);
  }

  /// Adds a spelling; one posting for each spelling of a key, so that it is known which were written so.
  /// A `common` one is what reports in English call the place, whatever its row has for a name.
  void add_name(std::uint32_t place, std::string_view name, bool common = false) {
    const std::string spelling = toponym_spelling(name);
    if (spelling.size() < 3 && is_ascii(name.empty() ? 'x' : name.front())) return;
    const bool main = common || name == std::string_view(strings_.data() + places_[place].name);
    add_posting(toponym_key(name), place, PlacePosting::spelling_hash(spelling) | (main ? PlacePosting::kMainName : 0));
  }

  void add_posting(const std::string& key, std::uint32_t place, std::uint32_t bits) {
    if (key.empty() || key.size() > PhraseIndex::kLongestKey) return;
    std::vector<PlacePosting>& list = names_[key];
    const PlacePosting added(place, bits);
    for (PlacePosting& known : list) {
      if (known.place() != place || known.hash() != added.hash()) continue;
      if (added.is_main_name()) known = added;
      return;
    }
    list.push_back(added);
  }

  void locate(PlaceRow& row) const {
    auto region = regions_.locate(row.lon(), row.lat());
    if (region && row.country[0] != 0 && regions_.rows()[*region].country_code() != row.country_code()) {
      if (const auto own = nearby_region(row)) region = own;
    }
    if (!region) return;
    row.admin1 = static_cast<std::uint16_t>(*region + 1);
    if (row.country[0] == 0) set_country(row, regions_.rows()[*region].country_code());
  }

  /// A border town that the simplified borders put on the other side: the nearest region of its own country, at most
  /// 20 km away.
  std::optional<std::uint32_t> nearby_region(const PlaceRow& row) const {
    constexpr double kDegreeKm = 111.2, kPi = 3.14159265358979;
    for (const double km : {2.0, 5.0, 10.0, 20.0}) {
      for (int step = 0; step < 16; ++step) {
        const double angle = step * kPi / 8, dy = km / kDegreeKm * std::cos(angle);
        const double dx = km / kDegreeKm * std::sin(angle) / std::max(0.05, std::cos(row.lat() * kPi / 180));
        const auto region = regions_.locate(row.lon() + dx, row.lat() + dy);
        if (region && regions_.rows()[*region].country_code() == row.country_code()) return region;
      }
    }
    return std::nullopt;
  }

  static void set_country(PlaceRow& row, std::string_view code) {
    if (code.size() == 2) std::copy_n(code.data(), 2, row.country);
  }

  static MicroPoint centroid_of(std::span<const MicroPoint> ring) {
    double area = 0, x = 0, y = 0;
    const double x0 = ring[0].x, y0 = ring[0].y;  // near the origin, so that nothing cancels out
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      const double ax = ring[i].x - x0, ay = ring[i].y - y0, bx = ring[i + 1].x - x0, by = ring[i + 1].y - y0;
      const double cross = ax * by - bx * ay;
      area += cross;
      x += (ax + bx) * cross;
      y += (ay + by) * cross;
    }
    if (area == 0) return ring[0];
    return {static_cast<std::int32_t>(x0 + x / (3 * area)), static_cast<std::int32_t>(y0 + y / (3 * area))};
  }

  /// A point inside the region: the centroid of its largest polygon, or, where that lies outside, the middle of the
  /// widest stretch of land on the latitude of the middle of its envelope.
  MicroPoint label_point(const RegionRow& row) const {
    std::int64_t best = -1;
    MicroPoint centroid;
    std::int32_t low_x = 0, high_x = 0, y = 0;
    for (const RingRow& ring : regions_.rings(row)) {
      if (ring.hole) continue;
      std::int32_t min_x = INT32_MAX, max_x = INT32_MIN, min_y = INT32_MAX, max_y = INT32_MIN;
      for (const MicroPoint& p : regions_.points(ring)) {
        min_x = std::min(min_x, p.x), max_x = std::max(max_x, p.x);
        min_y = std::min(min_y, p.y), max_y = std::max(max_y, p.y);
      }
      const std::int64_t size = static_cast<std::int64_t>(max_x - min_x) * (max_y - min_y);
      if (size <= best) continue;
      best = size;
      centroid = centroid_of(regions_.points(ring));
      low_x = min_x, high_x = max_x, y = min_y + (max_y - min_y) / 2;
    }
    if (regions_.contains(row, centroid)) return centroid;
    std::int32_t run = 0, widest = 0, middle = low_x + (high_x - low_x) / 2;
    constexpr std::int32_t kSteps = 200;
    for (std::int32_t i = 0; i <= kSteps; ++i) {
      const auto x = static_cast<std::int32_t>(low_x + static_cast<std::int64_t>(high_x - low_x) * i / kSteps);
      run = regions_.contains(row, {x, y}) ? run + 1 : 0;
      if (run > widest) {
        widest = run;
        middle = static_cast<std::int32_t>(x - static_cast<std::int64_t>(high_x - low_x) * run / kSteps / 2);
      }
    }
    return {middle, y};
  }

  std::uint16_t radius_of(const RegionRow& row) const {
    const double height = (row.max_y - row.min_y) * 0.111195,
                 width = (row.max_x - row.min_x) * 0.111195 *
                         std::cos((row.min_y + (row.max_y - row.min_y) / 2.0) * 1e-6 * std::acos(-1.0) / 180);
    return PlaceRow::pack(static_cast<std::uint32_t>(std::hypot(height, width) / 2 / 100));
  }

  std::uint32_t push_region(std::uint32_t region_row, PlaceKind kind, PlaceSource source) {
    const RegionRow& region = regions_.rows()[region_row];
    PlaceRow row;
    row.name = text(regions_.text(region.name));
    const MicroPoint at = label_point(region);
    row.x = at.x;
    row.y = at.y;
    row.id = region.id;
    row.size = radius_of(region);
    set_country(row, region.country_code());
    row.set_type(kind, source);
    if (kind == PlaceKind::admin1) row.admin1 = static_cast<std::uint16_t>(region_row + 1);
    row.names = PlaceRow::pack_names(kind == PlaceKind::country ? 200 : 20);
    if (places_.size() != region_row) throw std::logic_error("places of regions must come first and in order");
    return push(row);
  }

  /// The regions come first and in the order of their rows, so that a region's row number is its place number too.
  void read_regions(const fs::path& world_dir) {
    std::map<std::uint32_t, std::vector<std::string>> alternates;
    each_tsv_line(world_dir / "regions.tsv", 7, [&](std::span<const std::string_view> f) {
      std::string_view id = f[0];
      alternates[static_cast<std::uint32_t>(take_integer(id))] = split(f[6], '|');
    });
    for (std::uint32_t i = 0; i < regions_.rows().size(); ++i) {
      const RegionRow& row = regions_.rows()[i];
      if (row.level == RegionLevel::natural) continue;
      const PlaceKind kind = row.level == RegionLevel::country ? PlaceKind::country : PlaceKind::admin1;
      const std::uint32_t place = push_region(i, kind, PlaceSource::natural_earth);
      const std::string name(regions_.text(row.name));
      add_name(place, name);
      for (const std::string& other : alternates[row.id]) add_name(place, other);
      region_places_[{name, std::string(row.country_code())}] = place;
    }
  }

  /// Where maps and gazetteers customarily put the name of a large country or region.
  void read_region_points(const fs::path& path) {
    const Csv csv(path, {"name", "country", "lon", "lat"});
    for (std::size_t i = 0; i < csv.size(); ++i) {
      const auto region = region_places_.find({csv.at(i, "name"), csv.at(i, "country")});
      if (region == region_places_.end()) csv.fail(i, "no region " + csv.at(i, "name"));
      set_point(csv, i, places_[region->second]);
    }
  }

  static void set_point(const Csv& csv, std::size_t i, PlaceRow& row) {
    try {
      row.x = static_cast<std::int32_t>(std::lround(std::stod(csv.at(i, "lon")) * 1e6));
      row.y = static_cast<std::int32_t>(std::lround(std::stod(csv.at(i, "lat")) * 1e6));
    } catch (const std::logic_error&) {
      csv.fail(i, "lon and lat must be numbers");
    }
  }

  static PlaceKind kind_named(const Csv& csv, std::size_t row, const std::string& name) {
    for (int k = 0; k <= static_cast<int>(PlaceKind::area); ++k) {
      if (name_of(static_cast<PlaceKind>(k)) == name) return static_cast<PlaceKind>(k);
    }
    csv.fail(row, "unknown kind " + name);
  }

  void read_natural(const fs::path& path) {
    const Csv csv(path, {"name", "kind", "country", "names", "ring"});
    std::uint32_t region_row = 0;
    while (region_row < regions_.rows().size() && regions_.rows()[region_row].level != RegionLevel::natural)
      ++region_row;
    for (std::size_t i = 0; i < csv.size(); ++i) {
      const std::uint32_t place = push_region(region_row++, kind_named(csv, i, csv.at(i, "kind")), PlaceSource::sitrep);
      const std::vector<std::string> countries = split(csv.at(i, "country"), '|');
      if (countries.size() == 1) set_country(places_[place], countries[0]);
      add_name(place, csv.at(i, "name"));
      for (const std::string& name : split(csv.at(i, "names"), '|')) add_name(place, name);
    }
  }

  void read_authored(const fs::path& path) {
    const Csv csv(path, {"place", "kind", "country", "lon", "lat", "radius_km", "names"});
    for (std::size_t i = 0; i < csv.size(); ++i) {
      PlaceRow row;
      row.name = text(csv.at(i, "place"));
      try {
        row.size = PlaceRow::pack(
            static_cast<std::uint32_t>(std::clamp(std::stod(csv.at(i, "radius_km")), 0.0, 20'000.0) * 10));
      } catch (const std::logic_error&) {
        csv.fail(i, "radius_km must be a number");
      }
      set_point(csv, i, row);
      row.id = static_cast<std::uint32_t>(i + 1);
      row.set_type(kind_named(csv, i, csv.at(i, "kind")), PlaceSource::sitrep);
      set_country(row, csv.at(i, "country"));
      // What lies in no one country, or is as wide as one, lies in no one region.
      if (!csv.at(i, "country").empty() && row.radius_km() < kWidestInRegionKm) locate(row);
      const std::vector<std::string> names = split(csv.at(i, "names"), '|');
      row.names = PlaceRow::pack_names(static_cast<std::uint32_t>(8 + names.size()));
      const std::uint32_t place = push(row);
      add_name(place, csv.at(i, "place"));
      for (const std::string& name : names) add_name(place, name);
    }
  }

  void read_world(const fs::path& world_dir) {
    std::unordered_map<std::int64_t, std::uint32_t> by_id;
    each_tsv_line(world_dir / "places.tsv", 8, [&](std::span<const std::string_view> f) {
      PlaceRow row;
      std::string_view id = f[0], x = f[2], y = f[3], population = f[6], alternates = f[7];
      row.id = static_cast<std::uint32_t>(take_integer(id));
      row.name = text(f[1]);
      row.x = static_cast<std::int32_t>(take_integer(x));
      row.y = static_cast<std::int32_t>(take_integer(y));
      set_country(row, f[4]);
      row.set_type(PlaceKind::populated, PlaceSource::geonames);
      row.size = PlaceRow::pack(static_cast<std::uint32_t>(std::max<std::int64_t>(0, take_integer(population))));
      row.names = PlaceRow::pack_names(
          static_cast<std::uint32_t>(std::clamp<std::int64_t>(take_integer(alternates), 0, 65'000)));
      // A city that is a state's capital but lies under another state's polygon keeps its own country.
      locate(row);
      const std::uint32_t place = push(row);
      by_id[row.id] = place;
      if (f[5] == "PPLC") capitals_.push_back(place);
      if (f[5] == "PPLC" || f[5] == "PPLA") seats_.push_back(place);
      add_name(place, f[1]);
      call_as_region(place, f[1]);
    });
    each_tsv_line(world_dir / "names.tsv", 2, [&](std::span<const std::string_view> f) {
      std::string_view id = f[0];
      const auto found = by_id.find(take_integer(id));
      if (found == by_id.end()) return;
      add_name(found->second, f[1]);
      call_as_region(found->second, f[1]);
    });
  }

  /// A town with the name of its region is spelt as the region is: "Hama", not "Hamah".
  void call_as_region(std::uint32_t place, std::string_view name) {
    PlaceRow& row = places_[place];
    if (row.admin1 == 0) return;
    const std::string_view region = regions_.text(regions_.rows()[row.admin1 - 1u].name);
    if (region != name && toponym_key(region) == toponym_key(name)) {
      row.name = text(region);
      add_name(place, region);
    }
  }

  void read_second_order(const fs::path& path) {
    std::uint32_t number = 0;
    each_tsv_line(path, 6, [&](std::span<const std::string_view> f) {
      PlaceRow row;
      std::string_view x = f[2], y = f[3], radius = f[4];
      row.id = kFirstSecondOrder + number++;
      row.name = text(f[1]);
      row.x = static_cast<std::int32_t>(take_integer(x));
      row.y = static_cast<std::int32_t>(take_integer(y));
      row.size = PlaceRow::pack(static_cast<std::uint32_t>(take_integer(radius) / 100));
      row.set_type(PlaceKind::admin2, PlaceSource::geonames);
      set_country(row, f[0]);
      locate(row);
      const std::uint32_t place = push(row);
      add_name(place, f[1]);
      for (const std::string& name : split(std::string(f[5]), '|')) add_name(place, name);
    });
  }

  /// An alias names the most prominent place of that name in the country: a region of that name, else by population.
  void read_aliases(const fs::path& path) {
    const Csv csv(path, {"alias", "target", "country"});
    for (std::size_t i = 0; i < csv.size(); ++i) {
      const std::string& country = csv.at(i, "country");
      bool any = false;
      const auto region = region_places_.find({csv.at(i, "target"), country});
      if (region != region_places_.end()) {
        add_name(region->second, csv.at(i, "alias"), true);
        any = true;
      }
      const std::optional<std::uint32_t> best = most_prominent(csv.at(i, "target"), country);
      if (best) add_name(*best, csv.at(i, "alias"), true);
      if (best) add_name(*best, csv.at(i, "target"), true);
      if (!any && !best) unresolved_.push_back(csv.at(i, "alias") + " → " + csv.at(i, "target") + " " + country);
    }
    for (const std::string& alias : unresolved_)
      std::fprintf(stderr, "place alias without a place: %s\n", alias.c_str());
  }

  /// Countries whose names come to English through another script, and so in many spellings.
  void read_transliterated(const fs::path& path) {
    const Csv csv(path, {"country"});
    std::string codes;
    for (std::size_t i = 0; i < csv.size(); ++i) {
      if (csv.at(i, "country").size() != 2) csv.fail(i, "an alpha-2 code expected");
      codes += csv.at(i, "country");
    }
    image_.add_text("gaz.scripts", codes);
  }

  /// "Ill.", "IL": exact letters, under a key of their own (abbreviation_key).
  void read_abbreviations(const fs::path& path) {
    const Csv csv(path, {"abbreviation", "target", "country", "context"});
    for (std::size_t i = 0; i < csv.size(); ++i) {
      const bool after_place = csv.at(i, "context") == "after_place";
      if (!after_place && csv.at(i, "context") != "any") csv.fail(i, "context is any or after_place");
      const auto region = region_places_.find({csv.at(i, "target"), csv.at(i, "country")});
      std::optional<std::uint32_t> place;
      if (region != region_places_.end()) place = region->second;
      if (!place) place = most_prominent(csv.at(i, "target"), csv.at(i, "country"));
      if (!place) csv.fail(i, "no place " + csv.at(i, "target"));
      std::string key;
      for (const std::string& word : split(csv.at(i, "abbreviation"), ' ')) {
        if (!key.empty()) key += ' ';
        append_abbreviation_word(word, word.find('.') != std::string::npos, after_place, key);
      }
      add_posting(key, *place, PlacePosting::spelling_hash(key));
    }
  }

  std::optional<std::uint32_t> most_prominent(const std::string& name, const std::string& country) const {
    std::optional<std::uint32_t> best;
    const auto named = names_.find(toponym_key(name));
    if (named == names_.end()) return best;
    for (const PlacePosting& posting : named->second) {
      const PlaceRow& row = places_[posting.place()];
      if (row.country_code() != country || row.kind() == PlaceKind::country || row.kind() == PlaceKind::admin1)
        continue;
      if (!best || prominence(row) > prominence(places_[*best])) best = posting.place();
    }
    return best;
  }

  static std::uint64_t prominence(const PlaceRow& row) {
    return (row.source() == PlaceSource::sitrep ? 20'000u : row.population()) + 100ull * row.alternates();
  }

  /// Orders the places behind the regions by admin-1 region, so that those of one follow each other. Returns the new
  /// number of each.
  std::vector<std::uint32_t> order_places() {
    std::vector<std::uint32_t> order(places_.size()), number(places_.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin() + polygons_, order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return places_[a].admin1 < places_[b].admin1; });
    std::vector<PlaceRow> ordered;
    ordered.reserve(places_.size());
    for (const std::uint32_t old : order) {
      number[old] = static_cast<std::uint32_t>(ordered.size());
      ordered.push_back(places_[old]);
    }
    places_ = std::move(ordered);
    return number;
  }

  /// The capitals of countries, ascending, and the seat + 1 of each region, 0: none is known.
  void add_seats(const std::vector<std::uint32_t>& number) {
    std::vector<std::uint32_t> capitals, seats(regions_.rows().size());
    for (const std::uint32_t old : capitals_) capitals.push_back(number[old]);
    std::ranges::sort(capitals);
    for (const std::uint32_t old : seats_) {
      const PlaceRow& row = places_[number[old]];
      if (row.admin1 == 0) continue;
      std::uint32_t& seat = seats[row.admin1 - 1u];
      if (seat == 0 || places_[seat - 1].population() < row.population()) seat = number[old] + 1;
    }
    image_.add("gaz.capitals", capitals);
    image_.add("gaz.seats", seats);
  }

  void finish() {
    const std::vector<std::uint32_t> number = order_places();
    std::map<std::string, std::uint32_t> counts;
    std::vector<PackedPosting> postings;
    for (auto& [key, list] : names_) {
      for (PlacePosting& posting : list) posting = {number[posting.place()], posting.bits()};
      std::ranges::stable_sort(list, std::greater(), [&](PlacePosting p) { return prominence(places_[p.place()]); });
      if (list.size() > PhraseIndex::kMostPostings) list.resize(PhraseIndex::kMostPostings);
      counts[key] = static_cast<std::uint32_t>(list.size());
      for (const PlacePosting& posting : list) postings.emplace_back(posting);
    }
    add_seats(number);
    add_phrase_index(image_, "gaz", counts);
    image_.add("gaz.postings", postings);
    image_.add("gaz.places", places_);
    image_.add("gaz.polygons", std::vector<std::uint32_t>{polygons_});
    image_.add_text("gaz.strings", strings_);
  }

  const RegionData& regions_;
  ImageBuilder& image_;
  std::string strings_;
  std::unordered_map<std::string, std::uint32_t> pool_;
  std::vector<PlaceRow> places_;
  std::vector<std::uint32_t> capitals_, seats_;  ///< of countries; of countries and first-order divisions
  std::uint32_t polygons_ = 0;                   ///< places that have a polygon: the first ones
  std::map<std::string, std::vector<PlacePosting>> names_;
  std::map<std::pair<std::string, std::string>, std::uint32_t> region_places_;
  std::vector<std::string> unresolved_;
};

}  // namespace

void compile_gazetteer(const fs::path& sql_dir, const fs::path& world_dir, const RegionData& regions,
                       ImageBuilder& image) {
  GazetteerCompiler(regions, image).run(sql_dir, world_dir);
}

}  // namespace sitrep
