// title_nl = "Wat speelt er in de buurt van dit huishouden?"
// title_en = "What goes on in the neighbourhood of this household?"
// why_nl = "Om te zien of iets van dit gezin is of van de hele buurt. Er staan alleen aantallen, geen buren."
// why_en = "To see whether something is of this family or of the whole neighbourhood. There are numbers only, no neighbours."
// order = ["-households", "life_domain"]
// parameters = [
//   { name = "household", type = "household", text_nl = "huishouden" },
// ]
// columns = [
//   { name = "life_domain", text_nl = "leefgebied" },
//   { name = "episodes", type = "integer", text_nl = "voorvallen die meetellen" },
//   { name = "households", type = "integer", text_nl = "huishoudens in de buurt waar het speelt" },
// ]

MATCH (here:Household {household_id: $household})
CALL (here) {
  // Nothing where the neighbourhood isn't known.
  MATCH (home:Household)<-[touch:TOUCHES]-(episode:Episode)
  WHERE home.neighbourhood = here.neighbourhood
    AND coalesce(home.municipality, '') = coalesce(here.municipality, '')
    AND touch.counts
  RETURN touch.life_domain AS life_domain,
         count(DISTINCT episode) AS episodes,
         count(DISTINCT home) AS households
}
RETURN life_domain AS life_domain,
       episodes AS episodes,
       households AS households
