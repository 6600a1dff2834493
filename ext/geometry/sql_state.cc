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
std::string_view shown_name(const FunctionRow& function, std::size_t i) {
  const ArgumentList list = parse_arguments(function.arguments);
  return list.total > 1 && i < static_cast<std::size_t>(list.total) ? list.names[i] : std::string_view();
}

/// Runs `read`, with the name of argument i put before its errors.
template <class Read>
auto named(const FunctionRow& function, std::size_t i, Read&& read) {
  try {
    return read();
  } catch (const UserError& error) {
    const std::string_view name = shown_name(function, i);
    if (name.empty()) throw;
    throw UserError(std::string(name) + ": " + error.what());
  }
}

/// The bytes of a geometry argument, and whether they are text.
std::pair<std::string_view, bool> geometry_bytes(Args args, std::size_t i) {
  const Value value = args[i];
  const ValueType type = value.type();
  if (type == ValueType::blob) {
    const std::span<const std::byte> blob = value.blob();
    return {{reinterpret_cast<const char*>(blob.data()), blob.size()}, false};
  }
  if (type != ValueType::text) args.reject(i, "a geometry");
  return {value.text(), true};
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
  const FunctionRow& function = context.function();
  const auto [bytes, is_text] = geometry_bytes(args, i);
  if (!is_text) {
    const GeometryHeader header = named(function, i, [bytes = bytes] { return read_header(bytes_of(bytes)); });
    return Operand(header, bytes, function, i);
  }
  std::shared_ptr<Shape> shape = find(bytes);
  if (!shape) shape = named(function, i, [this, bytes = bytes] { return parse(bytes, true); });
  Operand made(shape->header, bytes, function, i);
  made.shape_ = std::move(shape);
  return made;
}

GeometryHeader GeosState::header(const Context& context, Args args, std::size_t i) {
  const auto [bytes, is_text] = geometry_bytes(args, i);
  if (is_text) return operand(context, args, i).header();
  return named(context.function(), i, [bytes = bytes] { return read_header(bytes_of(bytes)); });
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
  if (!operand.shape_)
    operand.shape_ = named(*operand.function_, operand.number_, [&] { return parse(operand.bytes_, false); });
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
  return named(call.function(), i, [bytes = bytes, is_text = is_text] { return read_bytes(bytes, is_text); });
}

GeometryHeader header_argument(const Call& call, Args args, std::size_t i) {
  const auto [bytes, is_text] = geometry_bytes(args, i);
  return named(call.function(), i, [bytes = bytes, is_text = is_text] {
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
