#pragma once

#include <array>
#include <string>

#include "extract/place_view.h"
#include "extract/sql_state.h"

namespace sitrep {

/// The columns of extract_places, for rows with `PlaceView place() const` and `const OpenDocument& of() const`.
template <class Row>
inline constexpr auto kPlaceColumns = std::to_array<Column<Row>>({
    {"name TEXT", [](const Row& r, Context& out) { out.set(r.place().name()); }},
    {"matched TEXT", [](const Row& r, Context& out) { out.set(r.place().matched()); }},
    {"kind TEXT", [](const Row& r, Context& out) { out.set(r.place().kind()); }},
    {"relation TEXT", [](const Row& r, Context& out) { out.set_or_null(r.place().relation()); }},
    {"region TEXT", [](const Row& r, Context& out) { out.set_or_null(r.place().region()); }},
    {"region_id INTEGER", [](const Row& r, Context& out) { out.set(r.place().region_id()); }},
    {"country TEXT", [](const Row& r, Context& out) { out.set_or_null(r.place().country()); }},
    {"lon REAL",
     [](const Row& r, Context& out) {
       if (const auto point = r.place().point(r.of().geometry())) out.set(point->lon);
     }},
    {"lat REAL",
     [](const Row& r, Context& out) {
       if (const auto point = r.place().point(r.of().geometry())) out.set(point->lat);
     }},
    {"radius_km REAL",
     [](const Row& r, Context& out) {
       if (const auto point = r.place().point(r.of().geometry())) out.set(point->radius_km);
     }},
    {"geom BLOB",
     [](const Row& r, Context& out) {
       if (const auto drawn = r.place().geometry(r.of().geometry())) out.set(Blob(drawn->blob));
     }},
    {"parts TEXT",
     [](const Row& r, Context& out) {
       const std::string parts = r.place().parts(r.of().geometry());
       if (!parts.empty()) out.set(parts);
     }},
    {"gazetteer TEXT", [](const Row& r, Context& out) { out.set_or_null(r.place().identity().gazetteer); }},
    {"gazetteer_id TEXT", [](const Row& r, Context& out) { out.set_or_null(r.place().identity().id); }},
    {"confidence REAL", [](const Row& r, Context& out) { out.set(r.place().resolved().confidence); }},
    {"sentence INTEGER", [](const Row& r, Context& out) { out.set(r.place().mention().sentence); }},
    {"span_start INTEGER",
     [](const Row& r, Context& out) { out.set(r.of().start(r.place().mention().span)); }},
    {"span_length INTEGER",
     [](const Row& r, Context& out) { out.set(r.of().length(r.place().mention().span)); }},
});

}  // namespace sitrep
