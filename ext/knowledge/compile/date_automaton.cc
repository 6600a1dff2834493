#include "knowledge/compile/date_automaton.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace sitrep {
namespace {

using date_image::Instruction;
using date_image::Op;

/// Where one can be without reading a token: steps that read one, and the earliest rule that is complete.
struct Closure {
  std::vector<std::uint32_t> readers;
  DateAccept accept;
};

/// The earlier of two rules, where 0 is none.
std::uint16_t earlier(std::uint16_t a, std::uint16_t b) { return a == 0 ? b : b == 0 ? a : std::min(a, b); }

void merge(DateAccept& accept, const DateAccept& other) {
  accept.anywhere = earlier(accept.anywhere, other.anywhere);
  accept.alone = earlier(accept.alone, other.alone);
}

/// The rules' programs laid end to end.
class Machine {
 public:
  explicit Machine(const std::vector<DateRuleProgram>& rules) {
    for (const DateRuleProgram& rule : rules) {
      begins_.push_back(static_cast<std::uint32_t>(steps_.size()));
      alone_.push_back(rule.alone);
      for (const Instruction& instruction : rule.program) {
        steps_.push_back(instruction);
        rule_.push_back(static_cast<std::uint16_t>(begins_.size() - 1));
      }
    }
    closures_.resize(steps_.size());
    known_.resize(steps_.size());
  }

  const Closure& closure(std::uint32_t from) {
    if (known_[from]) return closures_[from];
    Closure& closure = closures_[from];
    known_[from] = true;
    std::vector<std::uint32_t> stack{from};
    std::vector<std::uint32_t> seen;
    while (!stack.empty()) {
      const std::uint32_t at = stack.back();
      stack.pop_back();
      if (std::ranges::find(seen, at) != seen.end()) continue;
      seen.push_back(at);
      visit(at, closure, stack);
    }
    std::ranges::sort(closure.readers);
    return closure;
  }

  const std::vector<std::uint32_t>& begins() const { return begins_; }
  std::uint16_t class_at(std::uint32_t at) const { return steps_[at].cls; }

 private:
  void visit(std::uint32_t at, Closure& closure, std::vector<std::uint32_t>& stack) {
    const Instruction& instruction = steps_[at];
    const std::uint32_t begin = begins_[rule_[at]];
    switch (instruction.op) {
      case Op::token:
        closure.readers.push_back(at);
        return;
      case Op::match: {
        const auto accept = static_cast<std::uint16_t>(rule_[at] + 1);
        merge(closure.accept, alone_[rule_[at]] ? DateAccept{0, accept} : DateAccept{accept, 0});
        return;
      }
      case Op::split:
        stack.push_back(begin + instruction.y());
        stack.push_back(begin + instruction.x());
        return;
      case Op::jump:
        stack.push_back(begin + instruction.x());
        return;
      default:
        stack.push_back(at + 1);
    }
  }

  std::vector<Instruction> steps_;
  std::vector<std::uint16_t> rule_;
  std::vector<std::uint32_t> begins_;
  std::vector<bool> alone_;
  std::vector<Closure> closures_;
  std::vector<bool> known_;
};

void merge(std::vector<std::uint32_t>& set, DateAccept& accept, const Closure& closure) {
  set.insert(set.end(), closure.readers.begin(), closure.readers.end());
  merge(accept, closure.accept);
}

/// Moore's refinement: states that accept the same and go to equal states are one.
DateAutomaton minimal(const DateAutomaton& full, std::size_t types) {
  const std::size_t count = full.states();
  std::vector<std::uint32_t> block(count);
  std::size_t blocks = 0;
  {
    std::map<std::pair<bool, DateAccept>, std::uint32_t> numbers;
    for (std::size_t s = 0; s < count; ++s) {
      block[s] = numbers.try_emplace({s != 0, full.accept[s]}, numbers.size()).first->second;
    }
    blocks = numbers.size();
  }
  while (true) {
    std::map<std::vector<std::uint32_t>, std::uint32_t> numbers;
    std::vector<std::uint32_t> fresh(count);
    std::vector<std::uint32_t> key(types + 1);
    for (std::size_t s = 0; s < count; ++s) {
      key[types] = block[s];
      for (std::size_t t = 0; t < types; ++t) key[t] = block[full.next[s * types + t]];
      fresh[s] = numbers.try_emplace(key, numbers.size()).first->second;
    }
    const bool stable = numbers.size() == blocks;
    blocks = numbers.size();
    block = std::move(fresh);
    if (stable) break;
  }
  DateAutomaton small;
  small.next.assign(blocks * types, 0);
  small.accept.assign(blocks, DateAccept{});
  for (std::size_t s = 0; s < count; ++s) {
    small.accept[block[s]] = full.accept[s];
    for (std::size_t t = 0; t < types; ++t) {
      small.next[block[s] * types + t] = static_cast<std::uint16_t>(block[full.next[s * types + t]]);
    }
  }
  return small;
}

}  // namespace

DateAutomaton build_date_automaton(const std::vector<DateRuleProgram>& rules,
                                   const std::vector<std::vector<bool>>& members) {
  Machine machine(rules);
  const std::size_t types = members.size();
  std::map<std::vector<std::uint32_t>, std::uint32_t> numbers;
  std::vector<std::vector<std::uint32_t>> sets;
  DateAutomaton full;
  // The accepting rules are appended to the set of readers, so that they are part of the state's identity.
  const auto state_of = [&](std::vector<std::uint32_t> set, DateAccept accept) {
    std::ranges::sort(set);
    set.erase(std::unique(set.begin(), set.end()), set.end());
    std::vector<std::uint32_t> key = set;
    key.push_back(0x8000'0000u + accept.anywhere);
    key.push_back(0x8000'0000u + accept.alone);
    const auto [at, fresh] = numbers.try_emplace(std::move(key), static_cast<std::uint32_t>(sets.size()));
    if (fresh) {
      sets.push_back(std::move(set));
      full.accept.push_back(accept);
    }
    if (sets.size() > 0xFFFF) throw std::runtime_error("the date rules need too many states");
    return at->second;
  };
  state_of({}, DateAccept{});
  std::vector<std::uint32_t> start;
  DateAccept start_accept;
  for (const std::uint32_t begin : machine.begins()) merge(start, start_accept, machine.closure(begin));
  if (start_accept != DateAccept{}) throw std::runtime_error("a date rule matches nothing at all");
  state_of(std::move(start), DateAccept{});
  for (std::size_t s = 0; s < sets.size(); ++s) {
    full.next.resize((s + 1) * types);
    for (std::size_t t = 0; t < types; ++t) {
      std::vector<std::uint32_t> set;
      DateAccept accept;
      const std::vector<std::uint32_t> readers = sets[s];
      for (const std::uint32_t at : readers) {
        if (members[t][machine.class_at(at)]) merge(set, accept, machine.closure(at + 1));
      }
      full.next[s * types + t] = static_cast<std::uint16_t>(state_of(std::move(set), accept));
    }
  }
  return minimal(full, types);
}

}  // namespace sitrep
