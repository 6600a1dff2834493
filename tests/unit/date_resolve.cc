#include "extract/date_resolve.h"

#include <doctest/doctest.h>

#include "date_reader.h"

namespace sitrep {

TEST_CASE("expressions resolve against the document date") {
  struct Case {
    const char* text;
    const char* published;
    const char* values;
  };
  for (const Case& c : {
           Case{"It happened yesterday.", "2021-04-18", "2021-04-17"},
           Case{"He was killed on Friday.", "2021-04-18", "2021-04-16"},
           Case{"The council will meet on Friday.", "2021-04-18", "2021-04-23"},
           Case{"Two men were shot three days ago.", "2021-04-18", "2021-04-15"},
           Case{"A raid was reported last month.", "2021-01-05", "2020-12"},
           Case{"The camp was shelled on December 30.", "2021-01-05", "2020-12-30"},
           Case{"Saturday night two shells fell.", "2021-04-18", "2021-04-17TNI"},
           Case{"Talks began in early 2021.", "2021-04-18", "2021"},
           Case{"Strikes hit the town in the past 24 hours.", "2021-04-18", "PT24H"},
           Case{"A few years ago the mill burned.", "2021-04-18", "PAST_REF"},
           Case{"The mill burned for three days.", "2021-04-18", "P3D"},
           Case{"They met in the first week of May 2019.", "2021-04-18", "2019-W18"},
           Case{"Monday, April 12", "2021-04-18", "2021-04-12"},
           Case{"It was finished in 480 BC.", "2021-04-18", "BC0480"},
           Case{"It was ratified in the third quarter of 2019.", "2021-04-18", "2019-Q3"},
           Case{"Easter 1961 was cold.", "2021-04-18", "1961-04-02"},
           Case{"A shell fell on 31 February.", "2021-04-18", ""},
       }) {
    CAPTURE(c.text);
    CHECK(DateReader(c.text).values(c.published) == c.values);
  }
}

TEST_CASE("intervals are full days, cut by modifiers, open where the words leave them open") {
  const auto first = [](const char* text, const char* published) {
    const auto dates = DateReader(text).resolved(published);
    return dates.empty() ? std::string("none") : interval_text(dates[0]);
  };
  CHECK(first("in December 2022", "2023-05-01") == "2022-12-01..2022-12-31");
  CHECK(first("since the beginning of this month", "2021-04-18") == "2021-04-01..2021-04-18");
  CHECK(first("in the past 24 hours", "2021-04-18") == "2021-04-17..2021-04-18");
  CHECK(first("in the late 1970s", "2021-04-18") == "1977-01-01..1979-12-31");
  CHECK(first("It began two hours ago.", "2021-04-18T10:35") == "2021-04-18T08:35..2021-04-18T08:35");
  CHECK(first("at 10:35 a.m. on 7 August 1998", "") == "1998-08-07T10:35..1998-08-07T10:35");
}

TEST_CASE("lengths are counted from a day, a moment or another expression") {
  const auto first = [](const char* text, const char* published) {
    const auto dates = DateReader(text).resolved(published);
    return dates.empty() ? std::string("none") : dates[0].value + " " + interval_text(dates[0]);
  };
  CHECK(first("The mayor was shot two weeks ago.", "2021-04-18") == "2021-W13 2021-04-04..2021-04-04");
  CHECK(first("The mayor was shot about two weeks ago.", "2021-04-18") == "2021-W13 2021-03-29..2021-04-04");
  CHECK(first("The mayor was shot two months ago.", "2021-04-18") == "2021-02 2021-02-01..2021-02-28");
  CHECK(first("a year after 5 May 2019", "2021-04-18") == "2020 2020-05-05..2020-05-05");
  CHECK(first("They will meet three days from Tuesday.", "2021-04-18") == "2021-04-23 2021-04-23..2021-04-23");
  CHECK(first("for ten days from 18 May 2020", "2021-04-18") == "P10D 2020-05-18..2020-05-27");
  CHECK(first("It burned for 64 days from 5 May 2020.", "2021-04-18") == "P64D 2020-05-05..2020-07-07");
  CHECK(first("Output fell in the three months ended 30 June 2020.", "2021-04-18") == "P3M 2020-04-01..2020-06-30");
  CHECK(first("Output fell in the year ended March 31.", "2021-04-18") == "P1Y 2020-04-01..2021-03-31");
  CHECK(first("15 minutes after 1 p.m.", "2021-04-18") == "2021-04-18T13:15 2021-04-18T13:15..2021-04-18T13:15");
  CHECK(first("The talks will begin in 20 minutes.", "2021-04-18T10:35") == "PT20M 2021-04-18T10:55..2021-04-18T10:55");
  CHECK(first("The talks will begin in three quarters of an hour.", "2021-04-18T10:00") ==
        "PT0.75H 2021-04-18T10:45..2021-04-18T10:45");
  CHECK(first("The fire burned for two and a half hours.", "") == "PT2H30M ?..?");
  CHECK(first("The fire burned for an hour and a half.", "") == "PT1H30M ?..?");
  CHECK(first("They will meet this coming Friday.", "2021-04-22") == "2021-04-23 2021-04-23..2021-04-23");
  CHECK(first("They met on Tuesday nights.", "2021-04-22") == "XXXX-WXX-2TNI ?..?");
  const auto dates = DateReader("from 4 p.m. for 30 minutes").resolved("2021-04-18");
  REQUIRE(dates.size() == 2);
  CHECK(interval_text(dates[1]) == "2021-04-18T16:00..2021-04-18T16:30");
}

TEST_CASE("what is of last year, left of the week, due by a day") {
  const auto first = [](const char* text, const char* published) {
    const auto dates = DateReader(text).resolved(published);
    return dates.empty() ? std::string("none") : interval_text(dates[0]);
  };
  CHECK(first("It was shelled in January last year.", "2021-04-18") == "2020-01-01..2020-01-31");
  CHECK(first("It was shelled last January.", "2021-04-18") == "2021-01-01..2021-01-31");
  CHECK(first("in the second quarter of last year", "2021-11-18") == "2020-04-01..2020-06-30");
  CHECK(first("the first half of next year", "2021-04-18") == "2022-01-01..2022-06-30");
  CHECK(first("on the 21st of last month", "2021-04-18") == "2021-03-21..2021-03-21");
  CHECK(first("for the rest of the week", "2021-04-15") == "2021-04-15..2021-04-18");
  CHECK(first("The road must be open by the end of the month.", "2021-04-18") == "2021-04-18..2021-04-30");
  CHECK(first("The road had been opened by the end of March.", "2021-04-18") == "2021-03-21..2021-03-31");
  CHECK(first("this week-end", "2021-04-15") == "2021-04-17..2021-04-18");
}

TEST_CASE("feasts of many calendars") {
  const auto first = [](const char* text) {
    const auto dates = DateReader(text).resolved("2021-04-18");
    return dates.empty() ? std::string("none") : dates[0].value + " " + interval_text(dates[0]);
  };
  CHECK(first("on Yom Kippur 2018") == "2018-09-19 2018-09-18..2018-09-19");
  CHECK(first("during Hanukkah 2018") == "2018-12-03 2018-12-02..2018-12-10");
  CHECK(first("on Tisha B'Av 2018") == "2018-07-22 2018-07-21..2018-07-22");
  CHECK(first("on Yom HaAtzmaut 2018") == "2018-04-19 2018-04-18..2018-04-19");
  CHECK(first("during Diwali 2019") == "2019-10-27 2019-10-27..2019-10-27");
  CHECK(first("on Holi 2019") == "2019-03-21 2019-03-21..2019-03-21");
  CHECK(first("on Black Friday 2017") == "2017-11-24 2017-11-24..2017-11-24");
  CHECK(first("before Lunar New Year 2018") == "2018-02-16 2018-02-16..2018-02-16");
  CHECK(first("on Quds Day 2018") == "2018-06-08 2018-06-08..2018-06-08");
  CHECK(first("during Lent 2018") == "2018-02-14 2018-02-14..2018-03-31");
  CHECK(first("The bank lent him money.") == "none");
  CHECK(first("The night of Power 2018") == "2018-06-11 2018-06-11..2018-06-11");
}

TEST_CASE("parts of months and feasts, weeks up to a day, the last week up to now") {
  const auto first = [](const char* text) {
    const auto dates = DateReader(text).resolved("2021-04-18");
    return dates.empty() ? std::string("none") : interval_text(dates[0]);
  };
  CHECK(first("the first two weeks of October 2020") == "2020-10-01..2020-10-14");
  CHECK(first("the last three days of 2020") == "2020-12-29..2020-12-31");
  CHECK(first("the second half of March") == "2021-03-16..2021-03-31");
  CHECK(first("the third day of Ramadan 2021") == "2021-04-15..2021-04-15");
  CHECK(first("the eve of Easter 2021") == "2021-04-03..2021-04-03");
  CHECK(first("the week ending 16 April") == "2021-04-10..2021-04-16");
  CHECK(first("the past week") == "2021-04-11..2021-04-18");
  CHECK(first("in recent weeks") == "2021-02-28..2021-04-18");
  CHECK(first("the last few days") == "2021-04-11..2021-04-18");
  CHECK(first("the first half of 2016") == "2016-01-01..2016-06-30");
  CHECK(first("the second half of the 1990s") == "1997-01-01..1999-12-31");
  CHECK(first("this September") == "2021-09-01..2021-09-30");
  CHECK(first("A few days ago the mill burned.") == "2021-04-11..2021-04-16");
}

TEST_CASE("a night is the one that ends on the day of the report") {
  const auto first = [](const char* text) { return interval_text(DateReader(text).resolved("2021-04-18").at(0)); };
  CHECK(first("Overnight, shells fell.") == "2021-04-17..2021-04-18");
  CHECK(first("overnight into Friday") == "2021-04-15..2021-04-16");
  CHECK(first("A curfew will be imposed overnight.") == "2021-04-18..2021-04-18");
}

TEST_CASE("weekdays choose between readings and contradictions lower the confidence") {
  const auto date = [](const char* text, const char* published) { return DateReader(text).resolved(published).at(0); };
  CHECK(date("Thursday 12/10/2023", "").value == "2023-10-12");
  CHECK(date("Saturday night (June 29th)", "2014-06-30").value == "2014-06-29TNI");
  CHECK(date("Wednesday, September 18th 2023", "").confidence < 0.7);
  CHECK(date("Monday, September 18th 2023", "").confidence > 0.9);
}

TEST_CASE("a day of a month is the same day all through a text") {
  CHECK(DateReader("They will vote on 14 December. The party wants to win on 14 December.").values("1989-08-28") ==
        "1989-12-14 | 1989-12-14");
}

TEST_CASE("one old year makes no history of news") {
  CHECK(DateReader("The group, founded in 1998, attacked the village on Friday.").values("2021-04-18") ==
        "1998 | 2021-04-16");
  CHECK(DateReader("The town was taken in 1998. On 4 April, shells fell on it.").values("2021-04-18") ==
        "1998 | 2021-04-04");
}

TEST_CASE("without a document date relative expressions stay open") {
  const auto dates = DateReader("Two men died on Friday.").resolved("");
  REQUIRE(dates.size() == 1);
  CHECK(dates[0].value == "XXXX-WXX-5");
  CHECK_FALSE(dates[0].known());
  CHECK(dates[0].binding == DateBinding::open);
}

TEST_CASE("a history goes on in its own year") {
  const DateReader reader(
      "In 1912 and 1913 the armies grew. In 1914 the war began. On 10 August 1914 the fort fell. On 12 September the "
      "front froze. In January the offensive went on. In 1916 it ended.");
  CHECK(reader.values("2009-12-19") == "1912 | 1913 | 1914 | 1914-08-10 | 1914-09-12 | 1915-01 | 1916");
}

TEST_CASE("each end of a range has its own modifier") {
  const auto dates = DateReader("between early May 2019 and June 2019").resolved("");
  REQUIRE(dates.size() == 2);
  CHECK(dates[0].modifier == DateModifier::start);
  CHECK(dates[1].modifier == DateModifier::none);
}

TEST_CASE("midnight is of the day that it is said with") {
  const auto dates = DateReader("Around midnight on October 30th, 2023, a house was hit.").resolved("");
  REQUIRE(dates.size() == 1);
  CHECK(interval_text(dates[0]) == "2023-10-30..2023-10-30");
  CHECK(dates[0].precision == DatePrecision::daypart);
}

TEST_CASE("the day of a clock time is the one spoken of") {
  CHECK(DateReader("On Friday a bomb went off. A second one followed at 10:35 a.m.").values("2021-04-18") ==
        "2021-04-16 | 2021-04-16T10:35");
}

TEST_CASE("a publication date is ISO 8601 or an error that shows it") {
  CHECK_FALSE(parse_published(""));
  CHECK(parse_published("2021-04-18")->day == day_of(2021, 4, 18));
  CHECK_THROWS_WITH_AS(parse_published("18 April"), doctest::Contains("18 April"), std::invalid_argument);
}

TEST_CASE("both ends of a range have the interval of the whole") {
  const auto range = [](const char* text, const char* published) {
    const DateReader reader(text);
    auto dates = reader.resolved(published);
    REQUIRE(dates.size() == 2);
    join_range(reader.mentions()[0], dates[0], reader.mentions()[1], dates[1]);
    CHECK(interval_text(dates[0]).substr(0, 10) == interval_text(dates[1]).substr(0, 10));
    return interval_text(dates[1]);
  };
  CHECK(range("from 3 to 5 May 2021", "") == "2021-05-03..2021-05-05");
  CHECK(range("between Monday and Wednesday", "2021-04-18") == "2021-04-12..2021-04-14");
  CHECK(range("from 9:30 to 11:00", "2021-04-18") == "2021-04-18T09:30..2021-04-18T11:00");
  CHECK(range("from 3pm to 4pm tomorrow", "2021-04-18") == "2021-04-19T15:00..2021-04-19T16:00");
  CHECK(range("from 10:30 to 3 on 5 May 2021", "") == "2021-05-05T10:30..2021-05-05T15:00");
  CHECK(range("between now and May 3", "2021-04-18") == "2021-04-18..2021-05-03");
  CHECK(range("from 10 p.m. to 2 a.m.", "2021-04-18") == "2021-04-18T22:00..2021-04-19T02:00");
  CHECK(range("on October 12th or 13th, 2023", "") == "2023-10-12..2023-10-13");
  CHECK(range("on Monday or Tuesday", "2021-04-18") == "2021-04-12..2021-04-13");
  CHECK(range("from Thursday evening to Friday morning", "2021-04-18") == "2021-04-15..2021-04-16");
  CHECK(range("overnight Friday to Saturday", "2021-04-18") == "2021-04-16..2021-04-17");
  CHECK(range("from early May to late July 2019", "") == "2019-05-01..2019-07-31");
  CHECK(range("from November to February 2017", "2021-04-18") == "2016-11-01..2017-02-28");
  CHECK(range("from next Monday to Friday", "2021-04-18") == "2021-04-19..2021-04-23");
  CHECK(range("They fought from Monday to Friday.", "2021-04-14") == "2021-04-05..2021-04-09");
  CHECK(range("It happened Friday and Thursday.", "2021-04-18") == "2021-04-15..2021-04-16");
  CHECK(range("from 8 p.m. on Monday to 6 a.m. on Tuesday", "2021-04-18") == "2021-04-12T20:00..2021-04-13T06:00");
  CHECK(range("from Friday evening until Sunday noon", "2021-04-21") == "2021-04-16T18:00..2021-04-18T12:00");
  CHECK(range("from Monday to Wednesday 5 May 2021", "2021-05-16") == "2021-05-03..2021-05-05");
  CHECK(range("late Monday into early Tuesday", "2021-04-18") == "2021-04-12..2021-04-13");
  CHECK(range("in late 2019 and early 2020", "2021-04-18") == "2019-09-01..2020-04-30");
  CHECK(range("in January and February 2020", "2021-04-18") == "2020-01-01..2020-02-29");
  CHECK(range("15-16/05/2020", "2021-04-18") == "2020-05-15..2020-05-16");
  CHECK(range("from 3 January until the end of March", "2021-04-18") == "2021-01-03..2021-03-31");
  CHECK(range("in the night from 10 to 11 October 2020", "2021-04-18") == "2020-10-10..2020-10-11");
  CHECK(range("from 4 pm to 5 pm on 7 August 2019", "2021-04-18") == "2019-08-07T16:00..2019-08-07T17:00");
}

TEST_CASE("ordinals within a month, a year, a week") {
  const auto first = [](const char* text) { return interval_text(DateReader(text).resolved("2021-04-18").at(0)); };
  CHECK(first("on the first Monday of last month") == "2021-03-01..2021-03-01");
  CHECK(first("the 20th of this month") == "2021-04-20..2021-04-20");
  CHECK(first("the last week of 2018") == "2018-12-24..2018-12-30");
  CHECK(first("in the week to 11 April") == "2021-04-05..2021-04-11");
  CHECK(first("the week of October 6, 2014") == "2014-10-06..2014-10-12");
  CHECK(first("early next week") == "2021-04-19..2021-04-21");
  CHECK(first("two Thursdays ago") == "2021-04-08..2021-04-08");
}

TEST_CASE("the direction of a bare length is that of the tense") {
  const auto first = [](const char* text) { return interval_text(DateReader(text).resolved("2021-04-18").at(0)); };
  CHECK(first("The council will meet in two days.") == "2021-04-20..2021-04-20");
  CHECK(first("Jets carried out 70 strikes in 24 hours.") == "2021-04-17..2021-04-18");
  CHECK(first("The bridge was built in two years.") == "?..?");
  CHECK(first("in two days") == "2021-04-20..2021-04-20");
}

TEST_CASE("lengths of hours are to the minute when the time of the document is known") {
  const auto first = [](const char* text) {
    return interval_text(DateReader(text).resolved("2021-04-18T10:30").at(0));
  };
  CHECK(first("Jets struck twice in the past 24 hours.") == "2021-04-17T10:30..2021-04-18T10:30");
  CHECK(first("They will leave within 5 hours.") == "2021-04-18T10:30..2021-04-18T15:30");
  CHECK(first("They'll leave in 90 minutes.") == "2021-04-18T12:00..2021-04-18T12:00");
  CHECK(first("They will leave within five days.") == "2021-04-18..2021-04-23");
  CHECK(first("They will leave over the next five days.") == "2021-04-19..2021-04-23");
  CHECK(first("The bridge fell 1 month, 3 days ago.") == "2021-03-15..2021-03-15");
}

TEST_CASE("clock times in words, dayparts of another week, ordinals in words") {
  const auto first = [](const char* text) { return DateReader(text).values("2021-04-18"); };
  CHECK(first("It fell in the evening at about 8.") == "2021-04-18T20:00");
  CHECK(first("It fell at twenty minutes past five.") == "2021-04-18T05:20");
  CHECK(first("Talks begin on Wednesday evening next week.") == "2021-04-21TEV");
  CHECK(first("It fell on the twenty third day of March.") == "2021-03-23");
  CHECK(first("Patrols pass every other Friday.") == "XXXX-WXX-5");
  CHECK(first("Patrols pass every other week.") == "P2W");
  CHECK(first("The plant will close in the next quarter.") == "2021-Q3");
}

TEST_CASE("one date with a day beyond 12 tells the order of the others") {
  CHECK(DateReader("On 13/05/2023 a bridge fell. On 05/06/2023 a dam broke.").values("") == "2023-05-13 | 2023-06-05");
  CHECK(DateReader("On 05/06/2023 a dam broke. On 05/25/2023 a bridge fell.").values("") == "2023-05-06 | 2023-05-25");
  // Both orders in one text: the nearer day.
  CHECK(DateReader("On 13/05/2023, 05/25/2023 and 05/06/2023 mills burned.").values("2023-06-06") ==
        "2023-05-13 | 2023-05-25 | 2023-06-05");
  CHECK(DateReader("On 05/06/2023 a dam broke.").resolved("").at(0).confidence == doctest::Approx(0.5));
  CHECK(DateReader("On 05/06/2023 a dam broke, on 14/06/2023 a mill.").resolved("").at(0).confidence > 0.9);
}

TEST_CASE("what is to be done lies ahead, and the ends of a range do not agree with each other") {
  CHECK(DateReader("The vote will be held on April 24.").values("2021-12-05") == "2022-04-24");
  CHECK(DateReader("Unions planned a march on Saturday.").values("2021-04-18") == "2021-04-24");
  CHECK(DateReader("It was closed from 8 April 2021 to Thursday.").values("2021-04-16") == "2021-04-08 | 2021-04-15");
  CHECK(DateReader("On 14 March a dam broke. The following Tuesday a mill burned.").values("2021-04-18") ==
        "2021-03-14 | 2021-03-16");
  CHECK(DateReader("16/05 - A mill burned. 17/05: A dam broke.").values("2021-06-18") == "2021-05-16 | 2021-05-17");
  CHECK(DateReader("He was shot the night before last.").values("2021-04-18") == "2021-04-16TNI");
  CHECK(DateReader("The dam broke two days prior to 5 April.").values("2021-04-18") == "2021-04-03");
  CHECK(DateReader("It fell at 8 pm on the 15th.").values("2021-04-18") == "2021-04-15T20:00");
}

TEST_CASE("what recurs at a time of day, and a day before or after one") {
  CHECK(DateReader("Buses leave every Friday at 9 p.m.").values("2021-04-18") == "XXXX-WXX-5T21:00");
  CHECK(DateReader("Buses leave Thursdays at 17:30.").values("2021-04-18") == "XXXX-WXX-4T17:30");
  CHECK(DateReader("Buses leave at 9 am every day.").values("2021-04-18") == "XXXX-XX-XXT09:00");
  const auto first = [](const char* text) { return interval_text(DateReader(text).resolved("2021-04-18").at(0)); };
  CHECK(first("Shells fell on Tuesday after 9 p.m.") == "2021-04-13T21:00..2021-04-13T23:59");
  CHECK(first("They must leave tomorrow before 5 pm.") == "2021-04-19T00:00..2021-04-19T17:00");
}

TEST_CASE("civil feasts that move from a weekend, and a calendar of 365 days") {
  CHECK(DateReader("King's Day 2014").values("2021-04-18") == "2014-04-26");
  CHECK(DateReader("King's Day 2018").values("2021-04-18") == "2018-04-27");
  CHECK(DateReader("Boss's Day 2016").values("2021-04-18") == "2016-10-17");
  CHECK(DateReader("Boss's Day 2021").values("2021-04-18") == "2021-10-15");
  CHECK(DateReader("Parsi New Year 2022").values("2021-04-18") == "2022-08-16");
  CHECK(DateReader("Parsi New Year 2019").values("2021-04-18") == "2019-08-17");
}

TEST_CASE("a stamp that lost its blanks is still a date") {
  CHECK(DateReader("Posted on Mar 072016 AMMAN Two men died.").values("") == "2016-03-07");
  CHECK(DateReader("20.07.2016Get the app. Two men died.").values("") == "2016-07-20");
  CHECK(DateReader("May 123456 rounds were found.").values("") == "");
  CHECK(DateReader("A 20.07mm shell fell.").values("") == "");
}

TEST_CASE("a history does not follow an aside") {
  CHECK(
      DateReader("In 1962 and 1963 they armed. In 1964 it began. In 1965 they landed. A report of 2005 tells more. On "
                 "4 August a ship was hit.")
          .values("2009-12-19") == "1962 | 1963 | 1964 | 1965 | 2005 | 1965-08-04");
}

TEST_CASE("what is ambiguous in a sentence may stand alone") {
  const auto whole = [](const char* text) { return DateReader(text).words(); };
  CHECK(whole("May") == "May");
  CHECK(whole("2/15") == "2/15");
  CHECK(whole("sat") == "sat");
  CHECK(whole("They sat and may march.") == "");
  CHECK(whole("The ratio was 2/15 there.") == "");
}

}  // namespace sitrep
