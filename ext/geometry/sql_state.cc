#include "geometry/sql_state.h"

#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

namespace sitrep {
namespace {

std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

/// The argument's name, when a reader of the error could take it for another.
std::string_view shown_name(const Call& call, std::size_t i) {
  const ArgumentList list = parse_arguments(call.function().arguments);
  return list.total > 1 && i < static_cast<std::size_t>(list.total) ? list.names[i] : std::string_view();
}

/// Runs `read`, with the argument's name put before its errors.
template <class Read>
auto named(std::string_view name, Read&& read) {
  try {
    return read();
  } catch (const UserError& error) {
    if (name.empty()) throw;
    throw UserError(std::string(name) + ": " + error.what());
  }
}

/// The bytes of a geometry argument, and whether they are text.
std::pair<std::string_view, bool> geometry_bytes(Args args, std::size_t i) {
  const Value value = args[i];
  const ValueType type = value.type();
  if (type != ValueType::blob && type != ValueType::text) args.reject(i, "a geometry");
  return {value.text(), type == ValueType::text};
}

Geometry read_bytes(std::string_view bytes, bool is_text) {
  return is_text ? read_geometry_text(bytes) : read_geometry(bytes_of(bytes));
}

/// GEOS's coordinates and what preparing adds.
std::size_t cost_of(const Geometry& geometry) {
  constexpr std::size_t kBytesPerPoint = 64;
  return memory_size(geometry) + point_count(geometry) * kBytesPerPoint;
}

}  // namespace

Operand GeosState::operand(const Context& context, Args args, std::size_t i) {
  Operand made;
  std::tie(made.bytes_, made.is_text_) = geometry_bytes(args, i);
  made.name_ = shown_name(context, i);
  if (!made.is_text_) {
    made.header_ = named(made.name_, [&] { return read_header(bytes_of(made.bytes_)); });
    return made;
  }
  made.shape_ = find(made.bytes_);
  if (!made.shape_) made.shape_ = named(made.name_, [&] { return parse(made.bytes_, true); });
  made.header_ = made.shape_->header;
  return made;
}

std::shared_ptr<Shape> GeosState::find(std::string_view bytes) {
  for (Recent& recent : recent_)
    if (recent.shape && recent.bytes == bytes) return recent.shape;
  std::shared_ptr<Shape> found = cache_.find(bytes);
  if (found) remember(bytes, found);
  return found;
}

void GeosState::remember(std::string_view bytes, const std::shared_ptr<Shape>& shape) {
  Recent& recent = recent_[oldest_];
  oldest_ = (oldest_ + 1) % recent_.size();
  recent.shape = nullptr;  // not the old shape under new bytes, should there be no memory for these
  recent.bytes.assign(bytes);
  recent.shape = shape;
}

std::shared_ptr<Shape> GeosState::parse(std::string_view bytes, bool is_text) {
  Geometry geometry = read_bytes(bytes, is_text);
  drop_empty_parts(geometry);
  auto shape = std::make_shared<Shape>();
  shape->header = header_of(geometry);
  shape->geometry = geos_.from(geometry);
  if (has_spots(geometry)) shape->spots = geos_.from(spots_as_points(geometry));
  if (geometry.type != GeometryType::point) cache_.insert(bytes, shape, cost_of(geometry));
  return shape;
}

Shape& GeosState::shape(Operand& operand) {
  if (!operand.shape_ && operand.is_point() && !operand.header_.z) {
    operand.shape_ = std::make_shared<Shape>();
    operand.shape_->header = operand.header_;
    operand.shape_->geometry = geos_.make(GEOSGeom_createPointFromXY_r, *operand.header_.x, *operand.header_.y);
  }
  if (!operand.shape_) operand.shape_ = find(operand.bytes_);
  if (!operand.shape_) operand.shape_ = named(operand.name_, [&] { return parse(operand.bytes_, operand.is_text_); });
  return *operand.shape_;
}

const GeosPrepared* GeosState::prepared(Operand& operand) {
  if (operand.is_point()) return nullptr;
  Shape& kept = shape(operand);
  if (++kept.uses < 2) return nullptr;
  if (!kept.prepared) kept.prepared = geos_.prepare(kept.geometry);
  return &kept.prepared;
}

const GeosPrepared* GeosState::prepared_for_distance(Operand& operand) {
  return operand.is_point() || shape(operand).spots ? nullptr : prepared(operand);
}

Geometry read_argument(const Call& call, Args args, std::size_t i) {
  const auto [bytes, is_text] = geometry_bytes(args, i);
  return named(shown_name(call, i), [bytes = bytes, is_text = is_text] { return read_bytes(bytes, is_text); });
}

GeometryHeader header_argument(const Call& call, Args args, std::size_t i) {
  const auto [bytes, is_text] = geometry_bytes(args, i);
  return named(shown_name(call, i), [bytes = bytes, is_text = is_text] {
    return is_text ? header_of(read_geometry_text(bytes)) : read_header(bytes_of(bytes));
  });
}

void check_same_srid(int a, int b) {
  if (a != b) throw UserError("geometries of different SRIDs: " + std::to_string(a) + " and " + std::to_string(b));
}

void set_geometry(Context& context, const Geometry& geometry) { context.set(Blob(to_gpkg(geometry))); }

void set_geometry(Context& context, Geos& geos, const GeosGeometry& geometry, int srid) {
  set_geometry(context, geos.to(geometry, srid));
}

int digits_argument(Args args, std::size_t i, int otherwise) {
  if (!args.has(i)) return otherwise;
  const std::int64_t digits = args.integer(i);
  if (digits < 0 || digits > 15) args.reject(i, "0 to 15");
  return static_cast<int>(digits);
}

int srid_argument(Args args, std::size_t i) {
  const std::int64_t srid = args.integer(i);
  if (srid < -1 || srid > std::numeric_limits<int>::max()) args.reject(i, "an SRID");
  return static_cast<int>(srid);
}

double number_argument(Args args, std::size_t i, double least, std::string_view expected) {
  const double value = args.number(i);
  if (!std::isfinite(value) || value < least) args.reject(i, expected);
  return value;
}

}  // namespace sitrep
