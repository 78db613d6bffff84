// title_nl = "Welke familie hebben twee personen gemeen?"
// title_en = "Which relatives do two persons have in common?"
// why_nl = "Om te zien via wie twee mensen familie zijn, en wie beiden kent."
// why_en = "To see through whom two people are related, and who is related to both."
// order = ["relative_id"]
// parameters = [
//   { name = "person", type = "person", text_nl = "persoon" },
//   { name = "other", type = "person", text_nl = "andere persoon" },
//   { name = "steps", type = "integer", default = 3, min = 1, max = 4, text_nl = "hoogstens zoveel stappen van elk" },
// ]
// columns = [
//   { name = "relative_id", text_nl = "familielid van beiden" },
//   { name = "steps_person", type = "integer", text_nl = "stappen van de eerste" },
//   { name = "steps_other", type = "integer", text_nl = "stappen van de andere" },
// ]

// Relatives as in the question relatives: up to an ancestor and down again.
MATCH way = (:Person {person_id: $person})
            <-[:PARENT_OF|ADOPTIVE_PARENT_OF*0..4]-(:Person)
            -[:PARENT_OF|ADOPTIVE_PARENT_OF*0..4]->(relative:Person)
WHERE length(way) <= $steps
  AND NOT relative.person_id IN [$person, $other]
  AND (relative.birth_date IS NULL OR relative.birth_date <= $as_of)
  AND all(link IN relationships(way)
          WHERE type(link) = 'PARENT_OF'
             OR ((link.start IS NULL OR link.start <= $as_of)
                 AND (link.end IS NULL OR link.end > $as_of)))
WITH relative, min(length(way)) AS steps_person
MATCH way = (:Person {person_id: $other})
            <-[:PARENT_OF|ADOPTIVE_PARENT_OF*0..4]-(:Person)
            -[:PARENT_OF|ADOPTIVE_PARENT_OF*0..4]->(relative)
WHERE length(way) <= $steps
  AND all(link IN relationships(way)
          WHERE type(link) = 'PARENT_OF'
             OR ((link.start IS NULL OR link.start <= $as_of)
                 AND (link.end IS NULL OR link.end > $as_of)))
RETURN relative.person_id AS relative_id,
       steps_person,
       min(length(way)) AS steps_other
