#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "geometry/codec.h"
#include "geometry/functions.h"
#include "geometry/geos.h"
#include "sqlite/cache.h"
#include "sqlite/function.h"

namespace sitrep {

/// A geometry in GEOS's form, kept as long as its bytes come again. Without EMPTY parts: they are no points, and GEOS
/// 3.11 crashes on them here and there (interior point, Hausdorff distance).
struct Shape {
  GeometryHeader header;
  GeosGeometry geometry;
  GeosPrepared prepared;  ///< from the second use on
  int uses = 0;
  GeosGeometry spots;  ///< where there are lines of no length: with points in their place

  /// What distances are measured from: GEOS 3.11 passes over lines of no length.
  const GeosGeometry& for_distance() const { return spots ? spots : geometry; }
};

/// A geometry argument: its header at once, its shape when asked for.
class Operand {
 public:
  const GeometryHeader& header() const { return header_; }
  const Box& box() const { return header_.envelope; }
  int srid() const { return header_.srid; }
  bool is_empty() const { return header_.envelope.empty(); }
  bool is_point() const { return header_.x.has_value(); }

 private:
  friend class GeosState;
  Operand(const GeometryHeader& header, std::string_view bytes, const FunctionRow& function, std::size_t number)
      : header_(header), bytes_(bytes), function_(&function), number_(number) {}

  GeometryHeader header_;
  std::string_view bytes_;
  const FunctionRow* function_;  ///< and the argument's number in it: for errors
  std::size_t number_;
  std::shared_ptr<Shape> shape_;  ///< of a text from the beginning, else when it is asked for
};

/// GEOS and the parsed geometries of a connection.
class GeosState {
 public:
  Geos& geos() { return geos_; }

  Operand operand(const Context& context, Args args, std::size_t i);

  /// Its header alone, for those who may need no more.
  GeometryHeader header(const Context& context, Args args, std::size_t i);

  /// The operand in GEOS's form; it stays while the operand does.
  Shape& shape(Operand& operand);

  /// The shape prepared, or null at its first use.
  const GeosPrepared* prepared(Operand& operand);

  /// The same for distances.
  const GeosPrepared* prepared_for_distance(Operand& operand);

 private:
  static constexpr std::size_t kCacheBytes = 64u << 20;
  struct Recent {
    std::string bytes;
    std::shared_ptr<Shape> shape;
  };

  std::shared_ptr<Shape> find(std::string_view bytes);
  std::shared_ptr<Shape> parse(std::string_view bytes, bool is_text);
  void remember(std::string_view bytes, const std::shared_ptr<Shape>& shape);

  Geos geos_;  ///< first: it outlives what it made
  LruCache<Shape> cache_{kCacheBytes};
  std::array<Recent, 2> recent_;  ///< the same large argument row after row: compared, not hashed
  std::size_t oldest_ = 0;
};

/// What a function that calls GEOS begins with; where headers can answer, what comes after their answer.
struct GeosCall {
  explicit GeosCall(Context& context)
      : state(context.connection().slot<GeosState>()), geos(state.geos()), scope(context.interrupt()) {}
  GeosState& state;
  Geos& geos;
  GeosInterruptScope scope;
};

/// The geometry of an argument. UserError (with the argument's name when there are others) when it is none.
Geometry read_argument(const Call& call, Args args, std::size_t i);
GeometryHeader header_argument(const Call& call, Args args, std::size_t i);

/// Throws UserError when they differ.
void check_same_srid(int a, int b);

/// Sets the result to the geometry's GeoPackage blob.
void set_geometry(Context& context, const Geometry& geometry);

/// The same of a GEOS result.
void set_geometry(Context& context, Geos& geos, const GeosGeometry& geometry, int srid);

/// `.implementation = Scalar{geos_unary<GEOSConvexHull_r>}`: a geometry that GEOS makes of one. EMPTY
/// stays EMPTY of its type, as PostGIS has it, unless `computed`.
enum class Empty { stays, computed };
template <auto Function, Empty empty = Empty::stays>
void geos_unary(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0);
  if (a.is_empty() && empty == Empty::stays) return set_geometry(context, read_argument(context, args, 0));
  set_geometry(context, call.geos, call.geos.make(Function, call.state.shape(a).geometry), a.srid());
}

/// Argument i as digits after the point, 0 to 15; `otherwise` when it was not given.
int digits_argument(Args args, std::size_t i, int otherwise);

/// Argument i as an SRID; 0 and -1 are none.
int srid_argument(Args args, std::size_t i);

/// Argument i as a number that is finite and not below `least`.
double number_argument(Args args, std::size_t i, double least, std::string_view expected);

}  // namespace sitrep
