// title_nl = "Welke kinderen heeft iemand, en met wie?"
// title_en = "Which children does somebody have, and with whom?"
// why_nl = "Kinderen van meer dan een andere ouder horen bij meer dan een gezin."
// why_en = "Children with more than one other parent belong to more than one family."
// order = ["child_id"]
// parameters = [
//   { name = "person", type = "person", text_nl = "ouder" },
// ]
// columns = [
//   { name = "child_id", text_nl = "kind" },
//   { name = "kinds", type = "list", text_nl = "is ouder door" },
//   { name = "other_parents", type = "list", text_nl = "andere ouders door geboorte of adoptie" },
//   { name = "lives_with", type = "flag", text_nl = "woont nu bij deze ouder" },
// ]

MATCH (me:Person {person_id: $person})
      -[link:PARENT_OF|ADOPTIVE_PARENT_OF|FOSTER_PARENT_OF|STEP_PARENT_OF]->(child:Person)
WITH me, child, collect(DISTINCT toLower(type(link))) AS kinds
RETURN child.person_id AS child_id,
       kinds,
       COLLECT {
         MATCH (child)<-[:PARENT_OF|ADOPTIVE_PARENT_OF]-(parent:Person)
         WHERE parent <> me
         RETURN DISTINCT parent.person_id
       } AS other_parents,
       EXISTS {
         MATCH (me)-[mine:LIVES_IN]->(:Household)<-[theirs:LIVES_IN]-(child)
         WHERE (mine.start IS NULL OR mine.start <= $as_of) AND (mine.end IS NULL OR mine.end > $as_of)
           AND (theirs.start IS NULL OR theirs.start <= $as_of)
           AND (theirs.end IS NULL OR theirs.end > $as_of)
       } AS lives_with
