#include "geometry/geos.h"

#if __has_include(<dlfcn.h>)
#include <dlfcn.h>
#endif
#ifdef __GLIBC__
#include <link.h>
#endif

namespace sitrep {
namespace {

// GEOS's callback takes no argument: the thread is all there is to find the scope by.
thread_local GeosInterruptScope* innermost = nullptr;
GEOSInterruptCallback* earlier = nullptr;  ///< written once, before the callback can run

/// Whether this code stays mapped until the process ends: made sure of for a library, true of the main program.
bool pin_library() {
#if defined(RTLD_NODELETE) && defined(RTLD_NOLOAD)
  Dl_info own{};
  if (dladdr(reinterpret_cast<const void*>(&pin_library), &own) == 0 || own.dli_fname == nullptr) return false;
  if (dlopen(own.dli_fname, RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE) != nullptr) return true;
#ifdef __GLIBC__
  link_map* map = nullptr;
  if (dladdr1(reinterpret_cast<const void*>(&pin_library), &own, reinterpret_cast<void**>(&map), RTLD_DL_LINKMAP) == 0)
    return false;
  return map != nullptr && map->l_name[0] == '\0';  // the main program, which cannot be opened by name
#endif
#endif
  return false;
}

}  // namespace

void GeosInterruptScope::poll() {
  if (earlier != nullptr) earlier();
  GeosInterruptScope* scope = innermost;
  if (scope == nullptr) return;
  try {
    scope->interrupt_->poll();
  } catch (const Interrupted&) {
    // GEOS lets it through to its C interface and reports a failure there, which Geos::fail() turns back.
    scope->fired_ = true;
    throw;
  }
}

bool GeosInterruptScope::install() {
  if (!pin_library()) return false;
  earlier = GEOS_interruptRegisterCallback(&GeosInterruptScope::poll);
  return true;
}

GeosInterruptScope::GeosInterruptScope(Interrupt& interrupt) : interrupt_(&interrupt), outer_(innermost) {
  [[maybe_unused]] static const bool installed = install();
  innermost = this;
}

GeosInterruptScope::~GeosInterruptScope() { innermost = outer_; }

bool GeosInterruptScope::take_fired() { return innermost != nullptr && std::exchange(innermost->fired_, false); }

}  // namespace sitrep
