#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/dates.h"
#include "knowledge/image.h"
#include "text/segment.h"
#include "text/token.h"

namespace sitrep {

/// Runs the date stage over a text of its own, sentence by sentence, as the analysis does.
class DateReader {
 public:
  explicit DateReader(std::string_view text) : text_(text) {
    const TextWords words(builtin_image());
    const DateGrammar grammar(builtin_image());
    Segmenter segmenter(text_, words);
    TokenBuffer tokens;
    Sentence sentence;
    for (std::uint32_t number = 1; segmenter.next(sentence); ++number) {
      tokens.tokenize(text_, sentence.span);
      grammar.find(tokens.tokens(), number, mentions_);
    }
  }

  const std::vector<DateMention>& mentions() const { return mentions_; }

  /// The words of all mentions, "a | b".
  std::string words() const {
    std::string out;
    for (const DateMention& mention : mentions_)
      out += (out.empty() ? "" : " | ") + std::string(mention.span.of(text_));
    return out;
  }

  std::vector<ResolvedDate> resolved(std::string_view published) const {
    DateResolver resolver(parse_published(published));
    resolver.survey(mentions_);
    std::vector<ResolvedDate> out;
    for (const DateMention& mention : mentions_) out.push_back(resolver.resolve(mention));
    return out;
  }

  /// TIMEX3 values of all mentions, "a | b".
  std::string values(std::string_view published) const {
    std::string out;
    for (const ResolvedDate& date : resolved(published)) out += (out.empty() ? "" : " | ") + date.value;
    return out;
  }

  /// "2021-04-17" or empty.
  std::string document_date() const {
    const DocumentDate inferred = infer_document_date(mentions_);
    return inferred.day ? iso_date(*inferred.day) : "";
  }

 private:
  std::string text_;
  std::vector<DateMention> mentions_;
};

/// First and last day of a mention, "2021-04-01..2021-04-10"; "?" for an open end.
inline std::string interval_text(const ResolvedDate& date) {
  const auto bound = [&](const std::optional<Moment>& moment) {
    return moment ? iso_bound(*moment, date.precision) : std::string("?");
  };
  return bound(date.start) + ".." + bound(date.end);
}

}  // namespace sitrep
