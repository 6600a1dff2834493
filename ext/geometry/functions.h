#pragma once

#include <span>

#include "sqlite/function.h"

/// The ST_ functions, a table for each family.
namespace sitrep {

std::span<const FunctionRow> format_functions();      ///< constructors, readers and writers of formats
std::span<const FunctionRow> accessor_functions();    ///< what a geometry says about itself
std::span<const FunctionRow> part_functions();        ///< the points, rings and kinds it is made of
std::span<const FunctionRow> make_functions();        ///< lines, polygons, cells; formats by name
std::span<const FunctionRow> editor_functions();      ///< other coordinates, another form
std::span<const FunctionRow> construct_functions();   ///< validity, areas from edges, triangles, circles
std::span<const FunctionRow> linear_functions();      ///< places along lines, reference systems
std::span<const FunctionRow> dump_functions();        ///< table-valued: parts, points, grids
std::span<const FunctionRow> predicate_functions();   ///< how two geometries lie to each other
std::span<const FunctionRow> measure_functions();     ///< planar lengths, areas, distances
std::span<const FunctionRow> geodesic_functions();    ///< the same on the earth, in metres
std::span<const FunctionRow> processing_functions();  ///< hulls, buffers, centres, simpler forms
std::span<const FunctionRow> overlay_functions();     ///< intersection, union, difference
std::span<const FunctionRow> aggregate_functions();   ///< one geometry from many rows

}  // namespace sitrep
