"""The sentences of the rules of a delivery in English, by code."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MESSAGES_EN"]

#: ``{column}`` is the column as it is called in the contract.
MESSAGES_EN: Final[Mapping[str, str]] = MappingProxyType({
    "missing_column": "Column {column} is missing, so no row can be used. Add the column to the heading.",
    "ragged_row": "This line has more or fewer cells than the heading. See whether a separator has to stand between quotation marks.",
    "unbalanced_quotes": "A quotation mark on this line isn't closed. Double it or take it out.",
    "cell_too_long": "A cell in {column} is longer than 32,767 characters. Deliver the text apart and put a reference here.",
    "empty_file": "The file is empty. Deliver at least the heading with the names of the columns.",
    "unknown_table": "This file is no part of a delivery and was not read. Use one of the names of the tables.",
    "unknown_setting": "famnet does not know this setting; it does nothing. See whether its name is spelled right.",
    "unknown_column": "This column is no part of the table; it is kept apart and plays no part.",
    "blocked_column": "This may not be read in; the column was passed over and not kept. Don't deliver it.",
    "renamed_column": "The Dutch heading was read as a column of the contract. If that is wrong, use the name in the contract.",
    "required_empty": "{column} is required and is empty here. Fill in the cell.",
    "unknown_code": "The code in {column} is not in the catalogue. Use a code of `famnet catalogue`.",
    "not_allowed_value": "The value in {column} is none of those allowed. See docs/delivery.md.",
    "bad_date": "{column} is no existing date between 1000 and 2199. Write yyyy-mm-dd; leave an open end empty.",
    "excel_date": "{column} is a number from Excel and no date. Format the column as yyyy-mm-dd and deliver again.",
    "bad_number": "{column} is no number that may stand here. Write digits with a point, without a unit.",
    "bad_flag": "{column} has to be true or false (yes and no are fine too).",
    "id_spaces": "There were spaces around {column}; they were taken off. Leading zeros stayed.",
    "bsn_elfproef": "The citizen service number (bsn) fails its check digit; it is kept apart and the row counts. Look it up at the source.",
    "duplicate_key": "{column} stands in an earlier row; the first row stays. Give each row a number of its own.",
    "duplicate_row": "This row equals an earlier one; the first stays. Take out the repetition.",
    "subject_not_one": "Fill in exactly one of person_id and household_id.",
    "subject_missing": "Fill in at least one of signal_id, person_id and household_id.",
    "role_not_allowed": "This role does not go with this kind of signal. See `famnet catalogue signals`, column allowed_roles.",
    "own_relative": "Somebody stands here as a relative of, or tied to, themselves. See who is meant.",
    "end_before_start": "The end lies before the start. See which of the two dates is right.",
    "death_before_birth": "The date of death lies before that of birth. See which of the two is right.",
    "received_before_event": "The signal was received before it happened. Check the dates.",
    "unknown_person": "The person in {column} is not in persons, or can't be used there. Deliver the person too.",
    "unknown_household": "The household in {column} is not in households, or can't be used there. Deliver it too.",
    "unknown_partner": "The partner in {column} is not in partners and is no code of the catalogue. Deliver the partner too.",
    "unknown_signal": "The signal in {column} is not in signals, or can't be used there. Deliver it too.",
    "dangling_partner": "The partner in {column} is unknown; the cell was emptied and the row counts.",
    "derived_from_itself": "The signal says that it comes from itself; the cell was emptied and the row counts.",
    "dangling_signal": "The signal in {column} was not delivered; the reference was emptied and the row counts.",
    "parent_younger": "By the dates of birth the parent is younger than the child. See whether person_id and relative_id are swapped.",
    "parent_under_12": "The parent was younger than 12 at the birth. Check the dates of birth and the direction.",
    "descent_cycle": "By this row somebody descends from themselves. All rows of the circle are set aside; check the direction.",
    "third_parent": "This child has two parents by birth already. Use adoptive_parent_of or step_parent_of if that is meant.",
    "two_homes": "This person lives in two private households on one day. Fill in the end date of the old one.",
    "before_birth": "{column} lies before the birth of the person. Check the date and the number of the person.",
    "after_death": "{column} lies after the death of the person; the row counts. Check the dates.",
    "after_reference_date": "{column} lies after the reference date. Check the date or choose a later reference date.",
    "measure_outside_ages": "The age does not go with this measure; the row counts. Check its kind and its start date.",
    "partner_cannot_hold": "This partner does not usually have this kind of signal; the row counts. Fill in origin_partner_id if it comes from another.",
    "not_admitted": "This partner may not share this kind of signal in this workspace. It is not used.",
    "refuted": "The signal is refuted. It counts nowhere and is shown only as what speaks against something.",
})  # fmt: skip
