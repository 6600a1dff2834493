// How many died where the victims are listed, accompanied, or told of in several places.

#include <doctest/doctest.h>

#include "sentence_reader.h"

using namespace sitrep;

namespace {

struct Toll {
  const char* text;
  std::int64_t killed;  ///< of the first event
};

}  // namespace

TEST_CASE("victims in company, in lists and behind an office") {
  for (const Toll& toll : {
           Toll{"A cleric was shot dead along with his driver in Homs on Monday.", 2},
           Toll{"A cleric has been shot dead with his brother and two nephews in Homs.", 4},
           Toll{"A bomb killed a sheikh as well as six of his guards in Homs.", 7},
           Toll{"The lawyer Ana Ruiz and her driver was shot dead in Homs.", 2},
           Toll{"The mayor and leader of the party was shot dead in Homs.", 1},
           Toll{"Gunmen killed the mayor, Ana Ruiz, and 11 others in Homs.", 12},
           Toll{"Gunmen killed the mayor, Ana Ruiz and 11 others in Homs.", 12},
           Toll{"Gunmen shot dead a technician, guard and driver in Homs.", 3},
           Toll{"Gunmen killed a poet and novelist Ana Ruiz in Homs.", 1},
           Toll{"Gunmen killed Ana Ruiz, the director of finance at the ministry, in Homs.", 1},
           Toll{"Rebels have killed the mayor of the town and an interpreter in Homs.", 2},
           Toll{"A lecturer was kidnapped and killed by unidentified men, along with his driver, in Homs.", 2},
           Toll{"Rebels shelled a house in Homs in which three girls, a nurse and a man were killed.", 5},
           Toll{"A top aide of the governor was killed in an attack in Homs that left eight others dead.", 9},
           Toll{"Six people, including a nurse along with her father, were killed in Homs.", 6},
       }) {
    CAPTURE(toll.text);
    const SentenceReader s(toll.text);
    REQUIRE(!s.events.empty());
    CHECK(s.events[0].killed.value == toll.killed);
  }
}

TEST_CASE("who was killed is found behind a day, a relative clause and an office") {
  for (const char* text : {"Two men on bicycles shot dead on Monday a politician in Homs.",
                           "A sheikh in Homs who had been active in peace efforts was killed by rebels.",
                           "Gunmen killed a man suspected of being a spy in Homs.",
                           "The head of the council was killed by gunmen in Homs."}) {
    CAPTURE(text);
    const SentenceReader s(text);
    REQUIRE(s.events.size() == 1);
    CHECK(s.events[0].killed == Count::exactly(1));
    CHECK(s.events[0].actors.size() == 1);
  }
  const SentenceReader s("Five boys who were playing football were killed by gunmen in Homs.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.events[0].killed == Count::exactly(5));
}
