#include "extract/sql_state.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace sitrep {
namespace {

void add_countries(const Lexicon& lexicon, Args args, std::size_t i, std::vector<std::string>& out) {
  std::string_view rest = args[i].document();
  while (!rest.empty()) {
    const std::size_t cut = std::min(rest.find(','), rest.size());
    std::string code;
    for (const char c : rest.substr(0, cut)) {
      if (c != ' ') code += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    rest.remove_prefix(std::min(cut + 1, rest.size()));
    if (code.empty()) continue;
    const bool known = std::ranges::any_of(
        lexicon.countries(), [&](const CountryRow& country) { return lexicon.text(country.iso2) == code; });
    if (!known) args.reject(i, "ISO 3166-1 alpha-2 codes separated by commas, as 'SY,IQ'");
    out.push_back(std::move(code));
  }
}

}  // namespace

DocumentArguments document_arguments(const Lexicon& lexicon, Args args, int published, int country) {
  DocumentArguments out;
  out.text = args[0].document();
  if (published >= 0) {
    const auto i = static_cast<std::size_t>(published);
    const std::string_view stamp = args[i].text();
    if (args[i].type() == ValueType::blob || stamp.find('\0') != std::string_view::npos)
      args.reject(i, "an ISO 8601 date like '2021-04-18' or '2021-04-18T10:35:00'");
    try {
      out.published = parse_published(stamp);
    } catch (const std::invalid_argument& error) {
      throw UserError(error.what());
    }
  }
  if (country >= 0) add_countries(lexicon, args, static_cast<std::size_t>(country), out.countries);
  return out;
}

void DocumentCursor::open(Call&, Args args) {
  std::shared_ptr<Knowledge> knowledge = state_->knowledge();
  DocumentArguments arguments = document_arguments(knowledge->engine.lexicon(), args, published_, country_);
  document_ = std::make_unique<OpenDocument>(std::move(knowledge), std::move(arguments), depth_);
  i_ = 0;
}

bool DocumentCursor::next(Call& call) {
  while (i_ >= count(document_->section)) {
    if (!document_->reader.next(document_->section, call.interrupt())) return false;
    i_ = 0;
  }
  ++i_;
  return true;
}

}  // namespace sitrep
