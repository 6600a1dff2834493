#include "extract/date_grammar.h"

#include <doctest/doctest.h>

#include "date_reader.h"

namespace sitrep {

TEST_CASE("a date expression ends where its words end") {
  struct Case {
    const char* text;
    const char* words;
  };
  for (const Case& c : {
           Case{"The convoy left on 17 April 2021.", "17 April 2021"},
           Case{"The convoy left on Saturday, April 17, 2021, for Idlib.", "Saturday, April 17, 2021"},
           Case{"It fell on 31 August.", "31 August"},
           Case{"It fell on Aug. 31.", "Aug. 31"},
           Case{"Shelling went on from 3 to 5 May.", "3 | 5 May"},
           Case{"Talks were held between Monday and Wednesday.", "Monday | Wednesday"},
           Case{"Two dams broke in the early hours of Saturday morning.", "the early hours of Saturday morning"},
           Case{"The army advanced in the past two months.", "the past two months"},
           Case{"Over 70 strikes hit the camp in the past 24 hours.", "the past 24 hours"},
           Case{"The bridge was closed for nearly two weeks.", "nearly two weeks"},
           Case{"Days later the mayor resigned.", "Days later"},
           Case{"The patrol came back at 10:35 a.m. on Tuesday.", "10:35 a.m. on Tuesday"},
           Case{"They met in the last week of August.", "the last week of August"},
           Case{"Prices rose at the end of the month.", "the end of the month"},
           Case{"Work began in the late 1970s.", "the late 1970s"},
           Case{"The wall dates from 480 BC.", "480 BC"},
           Case{"It was hit at dawn on Thursday, October 19th 2023.", "dawn on Thursday, October 19th 2023"},
           Case{"At dawn, on 5 May, a shell fell.", "dawn, on 5 May"},
           Case{"On Tuesday, in the afternoon, a shell fell.", "Tuesday, in the afternoon"},
           Case{"It came on Friday evening, 20 October 2023.", "Friday evening, 20 October 2023"},
           Case{"At 5:08 in the evening of Tuesday the mill burned.", "5:08 in the evening of Tuesday"},
           Case{"He died on October 12th or 13th, 2023.", "October 12th | 13th, 2023"},
           Case{"On Friday morning at around 9:30 a shell fell.", "Friday morning at around 9:30"},
           Case{"After Saturdays blast he fled.", "Saturdays"},
           Case{"A bomb exploded at 1730 in the town.", "1730"},
           Case{"The attack lasted from 0400 until 1100.", "0400 | 1100"},
           Case{"It exploded shortly before 1700 at the shop.", ""},
           Case{"It flew at 1500 feet.", ""},
           Case{"It was built in 1700.", "1700"},
           Case{"The harm that may affect them", ""},
           Case{"It was hit late Saturday and early Sunday.", "late Saturday | early Sunday"},
           Case{"It aired at 1049 GMT on 17 November.", "1049 GMT on 17 November"},
           Case{"Jets struck on 20, 21 and 22 April.", "20 | 22 April"},
           Case{"Last Thursday, October 19, jets struck.", "Last Thursday, October 19"},
           Case{"In the first two weeks of October 40 people died.", "the first two weeks of October"},
           Case{"Fighting went on from October to March.", "October | March"},
           // A number behind a date may count people.
           Case{"On April 20, 21 people were killed.", "April 20"},
           Case{"On 5 May 20 people were killed.", "5 May"},
           Case{"On May 5, 2000 people fled.", "May 5"},
           Case{"In May, 20 civilians died.", "May"},
           Case{"LIMA, 5 OCT 89 (EFE) -- Two men were held.", "5 OCT 89"},
           // A hyphen joins two expressions, not an expression and a number.
           Case{"The road is open 11:30-13:30.", "11:30 | 13:30"},
           Case{"The road is open 11:30-1350-7.", ""},
           Case{"He was away 10-1-2018-10-7-2018.", "10-1-2018 | 10-7-2018"},
           Case{"It was open in 2014 through May 2018.", "2014 | May 2018"},
           Case{"It runs between now and November 15th.", "now | November 15th"},
           Case{"It lasted from Monday at 8 p.m. to Tuesday at 6 a.m.", "Monday at 8 p.m. | Tuesday at 6 a.m."},
           Case{"It fell on late May 4 or in the early hours of May 5.", "late May 4 | the early hours of May 5"},
       }) {
    CAPTURE(c.text);
    CHECK(DateReader(c.text).words() == c.words);
  }
}

TEST_CASE("what only looks like a date is none") {
  for (const char* text : {
           "They may march on the capital.",
           "The 24-year-old soldier was wounded.",
           "The 6-year-old girl survived.",
           "The mine cost $1990.",
           "Some 2000 people fled.",
           "They killed 1500 in the battle.",
           "In a year-long siege six would-be soldiers fled.",
           "Turnout fell by 20%.",
           "A 7.62 mm round hit the wall.",
           "Resolution 1973 was adopted.",
           "The ministers will meet and said nothing.",
       }) {
    CAPTURE(text);
    CHECK(DateReader(text).words() == "");
  }
}

TEST_CASE("the ends of a range are two mentions that know of each other") {
  const DateReader reader("The road was shut from April 12 to May 3.");
  REQUIRE(reader.mentions().size() == 2);
  CHECK(reader.mentions()[0].link == DateLink::range_begin);
  CHECK(reader.mentions()[1].link == DateLink::range_end);
  CHECK(reader.mentions()[0].outer.end == reader.mentions()[1].span.end);
}

TEST_CASE("since and until are noted, though they stand outside") {
  const DateReader reader("Strikes went on since early February and will last until Friday.");
  REQUIRE(reader.mentions().size() == 2);
  CHECK(reader.mentions()[0].meaning.since);
  CHECK(reader.mentions()[1].meaning.until);
  CHECK(reader.mentions()[1].cue == TenseHint::future);
}

TEST_CASE("datelines are told from dates of events") {
  CHECK(DateReader("LIMA, 5 OCT 89 (EFE) -- Two men were held.").mentions().at(0).dateline);
  CHECK(DateReader("26 September\xD8\x8C 2021").mentions().at(0).dateline);
  CHECK_FALSE(DateReader("On 5 October 1989 two men were held.").mentions().at(0).dateline);
  CHECK_FALSE(DateReader("On Thursday, 5 October 1989, two men were held.").mentions().at(0).dateline);
  CHECK_FALSE(DateReader("Thursday, 5 October 1989 was a quiet day.").mentions().at(0).dateline);
  CHECK(DateReader("AFP Thursday 5 October 1989 Two men were held.").mentions().at(0).dateline);
}

TEST_CASE("rules have names and a very long sentence is no trouble") {
  const DateGrammar grammar(builtin_image());
  CHECK(!grammar.rule_name(0).empty());
  CHECK(grammar.rule_name(60'000).empty());
  std::string text;
  for (int i = 0; i < 9000; ++i) text += "12 - 14 ";
  DateReader reader(text);
  for (const DateMention& mention : reader.mentions()) CHECK(mention.span.end <= text.size());
}

}  // namespace sitrep
