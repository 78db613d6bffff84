// title_nl = "In welke huishoudens woont niemand op een datum?"
// title_en = "In which households does nobody live on a date?"
// why_nl = "Een leeg huis met signalen wijst op bewoners die niet geleverd of niet ingeschreven zijn."
// why_en = "An empty house with signals points to residents who weren't delivered or aren't registered."
// order = ["-signals", "household_id"]
// parameters = [
//   { name = "on", type = "date", default = "as_of", text_nl = "op welke dag" },
// ]
// columns = [
//   { name = "household_id", text_nl = "huishouden" },
//   { name = "kind", text_nl = "soort" },
//   { name = "signals", type = "integer", text_nl = "signalen over het huishouden" },
//   { name = "ever", type = "integer", text_nl = "personen die er ooit woonden of nog komen wonen" },
// ]

MATCH (home:Household)
WHERE NOT EXISTS {
  MATCH (home)<-[stay:LIVES_IN]-(:Person)
  WHERE (stay.start IS NULL OR stay.start <= $on) AND (stay.end IS NULL OR stay.end > $on)
}
RETURN home.household_id AS household_id,
       home.kind AS kind,
       COUNT { (home)<-[:ABOUT]-(:Signal) } AS signals,
       COUNT { MATCH (home)<-[:LIVES_IN]-(person:Person) RETURN DISTINCT person } AS ever
