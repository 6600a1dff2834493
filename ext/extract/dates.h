#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/date_calendar.h"
#include "extract/date_grammar.h"
#include "extract/date_resolve.h"

/// Dates in text, from words to intervals. The stages, each usable alone:
///
///     DateGrammar grammar(builtin_image());                  // date_grammar.h: the rules, used in place, cheap to
///     make grammar.find(tokens, sentence_number, mentions);       // sentence by sentence: unresolved mentions
///     DocumentDate inferred = infer_document_date(mentions); // date_document.h: when the caller gives no date
///     DateResolver resolver(grammar, published or inferred.day);
///     for (mention in text order) resolver.resolve(mention); // date_resolve.h: TIMEX3 value and interval
///
/// What the words mean is in sql/knowledge/date_*.csv; no language is known to the code.
#include "extract/date_document.h"
