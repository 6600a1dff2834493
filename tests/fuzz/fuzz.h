#pragma once

#include <cstddef>
#include <cstdint>

/// What a fuzz target is: libFuzzer's entry (preset `fuzz`, clang), or driver.cc's with any compiler. Ends the process
/// when something is wrong.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
