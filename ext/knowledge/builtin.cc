#include "knowledge/image.h"

extern "C" {
extern const std::byte sitrep_image_begin[];
extern const std::byte sitrep_image_end[];
}

namespace sitrep {

const Image& builtin_image() {
  static const Image image({sitrep_image_begin, sitrep_image_end});
  return image;
}

}  // namespace sitrep
