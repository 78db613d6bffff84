// title_nl = "Wie is binnen een paar stappen met deze persoon verbonden?"
// title_en = "Who is connected to this person within a few steps?"
// why_nl = "Om de directe kring van een zaak te bepalen. Wie hier staat is alleen verbonden; dat zegt niets over wat iemand deed."
// why_en = "To decide on the direct circle of a case. Who stands here is only connected; that says nothing of what anybody did."
// order = ["steps", "person_id"]
// parameters = [
//   { name = "person", type = "person", text_nl = "persoon" },
//   { name = "steps", type = "integer", default = 2, min = 1, max = 4, text_nl = "hooguit zoveel stappen" },
//   { name = "over", type = "choice", default = "ties", values = ["ties", "ties_and_kin"], text_nl = "over banden, of ook over verwantschap" },
//   { name = "on", type = "date", default = "as_of", text_nl = "op welke dag" },
// ]
// columns = [
//   { name = "person_id", text_nl = "persoon" },
//   { name = "steps", type = "integer", text_nl = "stappen" },
// ]

MATCH (person:Person {person_id: $person})
MATCH way = SHORTEST 1 (person)(()
  -[link:TIED_TO|PARENT_OF|ADOPTIVE_PARENT_OF|FOSTER_PARENT_OF|STEP_PARENT_OF|GUARDIAN_OF|PARTNER_OF|SIBLING_OF|TWIN_OF|IDENTICAL_TWIN_OF
    WHERE ($over = 'ties_and_kin' OR type(link) = 'TIED_TO')
      AND (link.start IS NULL OR link.start <= $on) AND (link.end IS NULL OR link.end > $on)]-
  ()){1,4}(other:Person)
WHERE other <> person
WITH other, length(way) AS steps
WHERE steps <= $steps
RETURN other.person_id AS person_id,
       steps AS steps
