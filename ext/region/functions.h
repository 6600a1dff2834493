#pragma once

#include <span>

#include "sqlite/function.h"

/// Grouping by region: a table for each family.
namespace sitrep {

std::span<const FunctionRow> region_functions();    ///< region_of, regions, regions_at
std::span<const FunctionRow> lookup_functions();    ///< spatial_lookup
std::span<const FunctionRow> cluster_functions();   ///< cluster_dbscan, cluster_within, cluster_kmeans, hex_cell
std::span<const FunctionRow> incident_functions();  ///< cluster_events, same_incident

}  // namespace sitrep
