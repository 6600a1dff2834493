#pragma once

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

#include <array>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "geometry/geometry.h"
#include "text/interrupt.h"

namespace sitrep {

class Geos;

namespace detail {

struct GeosDeleter {
  GEOSContextHandle_t context = nullptr;
  void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
  void operator()(const GEOSPreparedGeometry* prepared) const { GEOSPreparedGeom_destroy_r(context, prepared); }
};

}  // namespace detail

/// A GEOS geometry, owned. Must not outlive its Geos.
using GeosGeometry = std::unique_ptr<GEOSGeometry, detail::GeosDeleter>;

/// A prepared geometry, owned. Must not outlive the geometry it was made from, nor their Geos.
using GeosPrepared = std::unique_ptr<const GEOSPreparedGeometry, detail::GeosDeleter>;

/// A context of the reentrant GEOS C API: not shared between threads; one a connection or a computation. Any function
/// of that API is called through it, by what it returns:
///
///     Geos geos;
///     GeosGeometry a = geos.from(polygon), b = geos.from(point);
///     if (geos.test(GEOSIntersects_r, a, b)) …                        // char: 0, 1, 2 for failure
///     double area = geos.measure(GEOSArea_r, a);                       // int and a double*: 0 for failure
///     Geometry ring = geos.to(geos.make(GEOSBuffer_r, a, 0.5, 8));     // GEOSGeometry*: null for failure
///
/// Failure throws UserError with GEOS's message, std::bad_alloc when GEOS ran out of memory, Interrupted when a
/// GeosInterruptScope's interrupt asked to stop.
class Geos {
 public:
  Geos();
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;

  GEOSContextHandle_t handle() const { return handle_.get(); }

  template <class Function, class... Arguments>
  bool test(Function function, Arguments&&... arguments) {
    begin();
    const auto answer = function(handle(), raw(arguments)...);
    if (answer != 0 && answer != 1) fail();
    return answer == 1;
  }

  template <class Function, class... Arguments>
  double measure(Function function, Arguments&&... arguments) {
    begin();
    double value = 0;
    if (function(handle(), raw(arguments)..., &value) == 0) fail();
    return value;
  }

  template <class Function, class... Arguments>
  GeosGeometry make(Function function, Arguments&&... arguments) {
    begin();
    return own(function(handle(), raw(arguments)...));
  }

  /// Of functions that return a string to be freed.
  template <class Function, class... Arguments>
  std::string text(Function function, Arguments&&... arguments) {
    begin();
    const auto release = [this](char* text) { GEOSFree_r(handle(), text); };
    const std::unique_ptr<char, decltype(release)> made(function(handle(), raw(arguments)...), release);
    if (!made) fail();
    return std::string(made.get());
  }

  GeosPrepared prepare(const GeosGeometry& geometry);

  /// Takes x, y and z; m is unknown to GEOS before 3.12 and left behind. UserError when GEOS refuses, as it does lines
  /// of one point and open rings.
  GeosGeometry from(const Geometry& geometry);

  /// `srid` because not every GEOS function keeps it.
  Geometry to(const GEOSGeometry* geometry, int srid = kWgs84);
  Geometry to(const GeosGeometry& geometry, int srid = kWgs84) { return to(geometry.get(), srid); }

  /// A GEOS collection (of a type as GEOS_MULTIPOLYGON) of the geometries, which it takes over.
  GeosGeometry collection(int geos_type, std::vector<GeosGeometry> parts);

 private:
  static const GEOSGeometry* raw(const GeosGeometry& geometry) { return geometry.get(); }
  static const GEOSPreparedGeometry* raw(const GeosPrepared& prepared) { return prepared.get(); }
  template <class T>
  requires std::is_arithmetic_v<T> || std::is_pointer_v<T>
  static T raw(T value) { return value; }

  void begin();
  [[noreturn]] void fail();
  GeosGeometry own(GEOSGeometry* geometry);
  GeosGeometry line(const Geometry& geometry, bool ring);
  GEOSCoordSequence* sequence(const Geometry& geometry);
  std::vector<double> coordinates(const GEOSGeometry* geometry, bool has_z);
  Geometry export_any(const GEOSGeometry* geometry, const Geometry& like);
  static void on_error(const char* message, void* self);

  struct Finish {
    void operator()(GEOSContextHandle_t handle) const { GEOS_finish_r(handle); }
  };
  std::unique_ptr<std::remove_pointer_t<GEOSContextHandle_t>, Finish> handle_;
  std::array<char, 512> message_{};  ///< no std::string: GEOS reports from places that must not throw
};

/// While it lives, the GEOS computations of this thread poll `interrupt`, and Geos throws Interrupted when it asks to
/// stop. GEOS knows one callback a process: the first scope sets it for good (calling on whoever had set one before)
/// and keeps the library from being unloaded under it; where that cannot be had, computations are not interrupted.
/// Threads do not see each other's scopes.
class GeosInterruptScope {
 public:
  explicit GeosInterruptScope(Interrupt& interrupt);
  ~GeosInterruptScope();
  GeosInterruptScope(const GeosInterruptScope&) = delete;
  GeosInterruptScope& operator=(const GeosInterruptScope&) = delete;

  /// The innermost scope of this thread stopped a computation since the last call.
  static bool take_fired();

 private:
  static void poll();
  static bool install();

  Interrupt* interrupt_;
  GeosInterruptScope* outer_;
  bool fired_ = false;
};

}  // namespace sitrep
