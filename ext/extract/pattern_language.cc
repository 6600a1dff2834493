#include "extract/pattern_language.h"

#include <cstdio>
#include <stdexcept>

#include "extract/analysis.h"
#include "extract/symbols.h"

namespace sitrep {
namespace {

std::string escape(unsigned byte) {
  char buffer[8];
  std::snprintf(buffer, sizeof buffer, "\\x%02X", byte);
  return buffer;
}

/// Character class of the bytes 0..127 that have one of the bits of `any` and all of `all`.
std::string bits_class_without(unsigned none) {
  std::string out = "[";
  for (unsigned byte = 0; byte < 128; ++byte)
    if ((byte & none) == 0) out += escape(byte);
  return out + "]";
}

std::string bits_class(unsigned any, unsigned all) {
  std::string out = "[";
  for (unsigned byte = 0; byte < 128; ++byte) {
    if ((any == 0 || (byte & any) != 0) && (byte & all) == all) out += escape(byte);
  }
  return out + "]";
}

/// "..": what comes in between is no verb, and no event noun that would claim what follows for itself, but for a
/// coordinated one ("attacks and shelling on the town").
std::string gap() {
  return "(?:[^\\xF1\\xF3\\xF8]....|\\xF1..." + bits_class_without(symbol::kIsTrigger) + "|\\xF5....\\xF1....)*?";
}

std::string concept_bytes(std::uint16_t id) { return escape(1 + id / 200u) + escape(1 + id % 200u); }

std::vector<std::string_view> split_at(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  while (true) {
    const std::size_t cut = text.find(separator);
    pieces.push_back(text.substr(0, cut));
    if (cut == std::string_view::npos) return pieces;
    text.remove_prefix(cut + 1);
  }
}

/// Bits of the noun groups that can fill a slot.
unsigned slot_bits(Slot slot) {
  switch (slot) {
    case Slot::actor:
      return noun::kActor | noun::kName | noun::kPerson;
    case Slot::target:
      return noun::kActor | noun::kPerson | noun::kThing | noun::kPlace | noun::kName;
    case Slot::weapon:
      return noun::kWeapon;
    case Slot::place:
      return noun::kPlace;
    case Slot::killed:
    case Slot::injured:
      return noun::kPerson | noun::kActor | noun::kName;
    default:
      return 0x7F;
  }
}

class Parser {
 public:
  Parser(std::string_view pattern, const Lexicon& lexicon)
      : rest_(pattern), lexicon_(lexicon), mark_to_come_(pattern.find("*{") != std::string_view::npos) {}

  CompiledPattern run() {
    out_.regex = kOpening;
    while (skip_blanks()) {
      if (take("[")) {
        out_.regex += "(?:";
        ++depth_;
      } else if (take("]")) {
        if (--depth_ < 0) fail("']' without '['");
        out_.regex += ")?";
      } else if (take("..")) {
        out_.regex += gap();
      } else if (take("*{")) {
        element(true);
      } else if (take("{")) {
        element(false);
      } else {
        words();
      }
    }
    if (depth_ != 0) fail("'[' is not closed");
    settle_trigger();
    return std::move(out_);
  }

 private:
  static constexpr std::string_view kOpening = "(?s)";

  [[noreturn]] void fail(const std::string& what) const { throw std::invalid_argument(what); }

  bool skip_blanks() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
    return !rest_.empty();
  }

  bool take(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  std::uint16_t concept_of(const std::string& name) const {
    const std::uint16_t id = lexicon_.concept_number(name);
    if (id == 0) fail("no term has the concept '" + name + "'");
    return id;
  }

  void words() {
    std::string_view list;
    if (take("(")) {
      const std::size_t close = rest_.find(')');
      if (close == std::string_view::npos) fail("'(' is not closed");
      list = rest_.substr(0, close);
      rest_.remove_prefix(close + 1);
    } else {
      const std::size_t end = std::min(rest_.find(' '), rest_.size());
      list = rest_.substr(0, end);
      rest_.remove_prefix(end);
    }
    std::string alternatives;
    for (std::string_view word : split_at(list, '|')) {
      if (!alternatives.empty()) alternatives += '|';
      alternatives += concept_bytes(concept_of("l:" + std::string(word)));
    }
    out_.regex += "[\\xF4\\xF5\\xF7](?:" + alternatives + ")..";
  }

  void element(bool marked) {
    const std::size_t close = rest_.find('}');
    if (close == std::string_view::npos) fail("'{' is not closed");
    const std::string_view body = rest_.substr(0, close);
    rest_.remove_prefix(close + 1);
    const bool is_concept = body.size() > 2 && body[1] == ':';
    if (is_concept) {
      concept_element(body, marked);
    } else {
      slot_element(body, marked);
    }
  }

  void slot_element(std::string_view body, bool marked) {
    const std::size_t cut = body.find_first_of(":@");
    const std::optional<Slot> slot = slot_of(body.substr(0, cut));
    if (!slot) fail("unknown slot '" + std::string(body.substr(0, cut)) + "'");
    std::string record = "\\xF1.." + bits_class(slot_bits(*slot), 0) + ".";
    const bool modifier = cut != std::string_view::npos && body[cut] == ':';
    if (!modifier) skip_modifiers();
    if (cut != std::string_view::npos && body[cut] == '@') {
      record = "\\xF1" + head_bytes(body.substr(cut + 1)) + "..";
    } else if (cut != std::string_view::npos && body.substr(cut + 1) == "poss") {
      record = "\\xF2.." + bits_class(slot_bits(*slot), 0) + bits_class(symbol::kIsPossessor, 0);
    } else if (cut != std::string_view::npos) {
      if (body.substr(cut + 1) != "mod") fail("unknown flag '" + std::string(body.substr(cut + 1)) + "'");
      record =
          "\\xF2.." + bits_class(*slot == Slot::weapon ? unsigned{noun::kWeapon} : unsigned{noun::kActor}, 0) + "\\x00";
    }
    out_.regex += (marked ? "((" : "(") + record + (marked ? "))" : ")");
    if (marked) {
      if (depth_ > 0) fail_optional();
      if (cut == std::string_view::npos || body[cut] != '@' || body.find(':') != std::string_view::npos)
        fail("a slot can be the trigger only with a word: {killed@dead}");
      unmark();
      out_.captures.push_back({true, Slot::actor});
      out_.concepts = {concept_of("l:" + std::string(body.substr(cut + 1)))};
      out_.part = 'n';
      trigger_found_ = marked_ = true;
    }
    out_.captures.push_back({false, *slot});
  }

  /// "carried out Russian drone strikes": whose they are and with what stands before the noun.
  void skip_modifiers() {
    if (out_.regex.size() > kOpening.size()) out_.regex += "(?:\\xF2....)*";
  }

  /// "dead": that word; "x:building|x:vehicle": one of these concepts.
  std::string head_bytes(std::string_view heads) const {
    if (heads.find(':') == std::string_view::npos) return concept_bytes(concept_of("l:" + std::string(heads)));
    std::string alternatives;
    for (std::string_view name : split_at(heads, '|')) {
      if (!alternatives.empty()) alternatives += '|';
      alternatives += concept_bytes(concept_of(std::string(name)));
    }
    return "(?:" + alternatives + ")";
  }

  void concept_element(std::string_view body, bool marked) {
    const char part = body.front();
    const std::vector<std::string_view> fields = split_at(body.substr(2), ':');
    const bool verb = part == 'v';
    const bool any = fields[0] == "*";
    std::string alternatives;
    std::vector<std::uint16_t> ids;
    bool event = any;
    if (!any) {
      for (std::string_view name : split_at(fields[0], '|')) {
        const std::uint16_t id = concept_of(std::string(1, part) + ":" + std::string(name));
        ids.push_back(id);
        if (!alternatives.empty()) alternatives += '|';
        alternatives += concept_bytes(id);
        const TermClass cls = lexicon_.concepts()[id].cls;
        event |= cls == TermClass::trigger || cls == TermClass::casualty;
      }
    }
    const std::string concept_part = any ? ".." : "(?:" + alternatives + ")";
    const unsigned voice = fields.size() > 1 ? voice_bits(fields[1]) : 0;
    const unsigned all = any ? (verb ? symbol::kVerbTrigger : symbol::kIsTrigger) : 0u;
    const std::string flags = voice == 0 && all == 0 ? "." : bits_class(voice, all);
    const bool trigger = marked || (event && !trigger_found_ && !mark_to_come_);
    if (trigger && depth_ > 0) fail_optional();
    if (marked) unmark();
    if (!verb) skip_modifiers();
    const bool weapon = part == 'w' && !trigger;  // the weapon that a pattern names is the event's
    out_.regex +=
        std::string(trigger || weapon ? "(" : "(?:") + (verb ? "\\xF3" : "\\xF1") + concept_part + "." + flags + ")";
    if (weapon) out_.captures.push_back({false, Slot::weapon});
    if (trigger) {
      out_.captures.push_back({true, Slot::actor});
      out_.part = verb ? 'v' : 'n';
      out_.concepts = ids;
      trigger_found_ = true;
      marked_ |= marked;
    }
  }

  unsigned voice_bits(std::string_view name) const {
    if (name == "active") return verbal::kActive;
    if (name == "passive") return verbal::kPassive;
    if (name == "ing") return verbal::kIng;
    fail("unknown voice '" + std::string(name) + "'");
  }

  [[noreturn]] void fail_optional() const {
    fail("the trigger stands within [ ], so that the pattern could match without it");
  }

  /// A trigger found before the marked one is none after all.
  void unmark() {
    for (Capture& capture : out_.captures) {
      if (capture.trigger) fail("a marked trigger must come before other event concepts");
    }
  }

  void settle_trigger() {
    if (!trigger_found_) fail("no trigger: a pattern needs a {n:…} or {v:…} of an event");
    if (out_.captures.size() > 8) fail("more than eight captures");
  }

  std::string_view rest_;
  const Lexicon& lexicon_;
  CompiledPattern out_;
  int depth_ = 0;              ///< of open brackets
  bool mark_to_come_ = false;  ///< some element of the pattern is marked as its trigger
  bool trigger_found_ = false;
  bool marked_ = false;
};

}  // namespace

CompiledPattern compile_pattern(std::string_view pattern, const Lexicon& lexicon) {
  return Parser(pattern, lexicon).run();
}

}  // namespace sitrep
