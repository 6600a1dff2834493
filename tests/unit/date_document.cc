#include "extract/date_document.h"

#include <doctest/doctest.h>

#include "date_reader.h"

namespace sitrep {

TEST_CASE("constraints of the text fix the document date") {
  struct Case {
    const char* text;
    const char* day;
  };
  for (const Case& c : {
           // Saturday was yesterday; Monday was 12 April: 2021 is the latest such year.
           Case{"Yesterday, jets struck the caves since Saturday morning. On Friday, two men died. The convoy came on "
                "Monday, April 12.",
                "2021-04-18"},
           Case{"In the past 24 hours, jets struck Idlib. Clashes went on since Saturday. On Friday, two men died. The "
                "convoy came on Monday, April 12.",
                "2021-04-18"},
           Case{"LIMA, 5 OCT 89 (EFE) -- Two men were held today. On 3 October a bridge fell.", "1989-10-05"},
           Case{"26 September 2021\n\nTroops killed three men on Sunday at dawn.", "2021-09-26"},
           Case{
               "A car burns in the village on June 20, 2023.\n\nQAMISHLI, June 20 (Reuters) - Two men died on Tuesday.",
               "2023-06-20"},
           Case{"On 10 March 2024, shells hit the village. Two people died at about 2:05 am.", "2024-03-10"},
           Case{"The minister, who spoke today, 18 April 2021, gave no details.", "2021-04-18"},
           Case{"On 05/06/2023 a dam broke. On 05/25/2023 a bridge fell, on 06/02/2023 a mill burned.", ""},
           Case{"Day 32 of the siege (16 May 2023). A mill burned this morning.", "2023-05-16"},
           Case{"05/06/2023\n\nOn 25/05/2023 a bridge fell.", "2023-06-05"},
       }) {
    CAPTURE(c.text);
    CHECK(DateReader(c.text).document_date() == c.day);
  }
}

TEST_CASE("nothing is guessed when the text does not fix the day") {
  for (const char* text : {
           "",
           "Two men died on Friday.",
           "Two men died yesterday.",
           "On April 12 a bridge fell.",
           "In March 2011 the war began. Two men died on Friday.",
           "On 5 January 1985 the plant opened. It was sold on Friday.",
           // No 18 September 2023 was a Wednesday.
           "Around midday on Wednesday, September 18, 2023, a school was hit.",
           "The fort fell on 7 October 2001. The army left on 30 August 2021.",
       }) {
    CAPTURE(text);
    CHECK(DateReader(text).document_date() == "");
  }
}

TEST_CASE("no date lies behind what the knowledge knows") {
  CHECK(iso_date(kKnowledgeDay) == "2026-01-01");
  const DocumentDate none = infer_document_date({});
  CHECK_FALSE(none.day);
  CHECK(none.confidence == 0);
}

}  // namespace sitrep
