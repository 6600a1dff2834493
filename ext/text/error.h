#pragma once

#include <stdexcept>
#include <string>

namespace sitrep {

/// What the caller did wrong, in words for the user: which argument, which value, what was expected. The message does
/// not name the function; the boundary puts `function_name: ` before it.
class UserError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace sitrep
