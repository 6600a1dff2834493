#pragma once

#include <string>
#include <vector>

namespace sitrep_test {

/// SQL expressions that no function should be given: NULL, every type, bounds of numbers, malformed text and blobs.
const std::vector<std::string>& hostile_values();

}  // namespace sitrep_test
