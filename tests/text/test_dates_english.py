"""What dates English news means: phrase by phrase, published on Thursday, 15 January 2026, at noon."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Language
from bot.text.dates.reading import find_dates

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
TUESDAY_IN_JUNE = datetime(2026, 6, 9, 10, tzinfo=UTC)

ABSOLUTE = """
    Petro to visit the White House on Feb. 3 => 2026-02-03 day
    The leaders will meet on February 3 at 11 a.m. => 2026-02-03 day
    The date is February 3rd, 2026. => 2026-02-03 day
    The summit opens 3 Feb in Lima => 2026-02-03 day
    He will travel on 3 February 2026. => 2026-02-03 day
    They will sit down on the 3rd of February. => 2026-02-03 day
    They will sit down on the third of February. => 2026-02-03 day
    Deadline: 2026-02-03 => 2026-02-03 day
    The form says 2/3/2026 => 2026-02-03 day
    The form says 13/2/2026 => 2026-02-13 day
    The embassy will reopen on Tuesday, Feb. 3, after the holiday. => 2026-02-03 day
    The embassy will reopen on Tues. Feb 3. => 2026-02-03 day
    On Tuesday (Feb. 3) the court sits. => 2026-02-03 day
    VISIT SET FOR FEBRUARY 3, PALACE SAYS => 2026-02-03 day
    The election is on May 31, 2026. => 2026-05-31 day
    A decision is due by Jan 31. => 2026-01-31 day
    The visit will be on Wednesday, Feb. 3. => 2026-02-03 day
    The trip begins on Feb. 3,2026. => 2026-02-03 day
"""

RANGES = """
    The summit will be held Feb. 4-6 in Washington. => 2026-02-04/2026-02-06 day
    He will be in town from Feb. 4 to 6. => 2026-02-04/2026-02-06 day
    He will be in town from 4 to 6 February. => 2026-02-04/2026-02-06 day
    He will be away Feb. 27 to March 2. => 2026-02-27/2026-03-02 day
    The visit will fall between 4 and 6 February. => 2026-02-04/2026-02-06 week
    The visit will fall between Feb. 4 and 6. => 2026-02-04/2026-02-06 week
    The visit will be on Feb. 3 or 4. => 2026-02-03/2026-02-04 week
    Talks are planned for Feb. 3 and 4 in Lima. => 2026-02-03/2026-02-04 day
    The fair runs from Dec. 29, 2025, to Jan. 4, 2026. => 2025-12-29/2026-01-04 week
    The visit was moved from Feb. 3 to Feb. 10. => 2026-02-03 day; 2026-02-10 day
    The visit was postponed from Feb. 3 to 10. => 2026-02-03 day; 2026-02-10 day
    The visit was moved from the 3rd to the 10th of February. => 2026-02-03 day; 2026-02-10 day
    Although the 4th was mooted, it will be Feb. 3. => 2026-02-04 day; 2026-02-03 day
    It will be not the 3rd but the 5th of February. => 2026-02-03 day; 2026-02-05 day
    The visit will now be on the 10th. => 2026-02-10 day
"""

RELATIVE = """
    The sanctions were lifted today. => 2026-01-15 day
    The court rules tonight. => 2026-01-15 day
    Talks resume tomorrow in Bogota. => 2026-01-16 day
    He flies out the day after tomorrow. => 2026-01-17 day
    He arrived yesterday. => 2026-01-14 day
    They will meet on Tuesday. => 2026-01-20 day
    They met on Tuesday. => 2026-01-13 day
    Colombia's president is expected in Washington next Tuesday. => 2026-01-20 day
    The vote is next Friday. => 2026-01-23 day
    Voters go to the polls this Sunday. => 2026-01-18 day
    The envoys met this Monday. => 2026-01-12 day
    Talks on Wednesday's plan ran late. => 2026-01-14 day
    A note on Monday's vote => 2026-01-12 day
    They will speak this coming Thursday. => 2026-01-22 day
    The senators arrived last Friday. => 2026-01-09 day
    The hearing has been postponed until Monday. => 2026-01-19 day
    Court set for Thursday => 2026-01-15 day
    He will appear on Tuesday of next week. => 2026-01-20 day
    The call, held last Tuesday, led to a visit on Tuesday next week. => 2026-01-13 day; 2026-01-20 day
    The trip will happen in two weeks. => 2026-01-26/2026-02-01 week
    The ban will be reviewed in 90 days. => 2026-04-15 day
    He will leave in three months' time. => 2026-04-01/2026-04-30 month
    It could take place within two weeks. => 2026-01-15/2026-01-29 month
    It will be decided in the next ten days. => 2026-01-15/2026-01-25 week
    Two days ago the president posted a video. => 2026-01-13 day
    They met two weeks ago. => 2025-12-29/2026-01-04 week
    The hearing is this weekend. => 2026-01-17/2026-01-18 week
"""

WEEKS_AND_MONTHS = """
    Trump will host Petro in the first week of February. => 2026-02-01/2026-02-07 week
    It will be in the last week of January. => 2026-01-25/2026-01-31 week
    The trial opens the week of March 2. => 2026-03-02/2026-03-08 week
    Congress reconvenes next week. => 2026-01-19/2026-01-25 week
    He will travel early next week. => 2026-01-19/2026-01-20 week
    He will travel in mid next week. => 2026-01-21/2026-01-22 week
    He will travel late next week. => 2026-01-22/2026-01-25 week
    He spoke earlier this month. => 2026-01-01/2026-01-15 month
    They won't meet until late this year. => 2026-09-01/2026-12-31 vague
    He'll visit in early next year, or not. => 2027-01-01/2027-04-30 vague
    It opens in the middle of the year. => 2026-05-01/2026-08-31 vague
    They will meet next year. => 2027-01-01/2027-12-31 vague
    He didn't travel on Jan. 3. => 2026-01-03 day
    It could take place within the next two months. => 2026-01-15/2026-03-15 vague
    The first week of this year was calm. =>
    He will travel later this week. => 2026-01-15/2026-01-18 week
    The visit was announced last week. => 2026-01-05/2026-01-11 week
    Petro may travel in early February. => 2026-02-01/2026-02-10 month
    They return to court in mid-March. => 2026-03-11/2026-03-20 month
    The mission leaves in late February. => 2026-02-21/2026-02-28 month
    The deadline expires at the end of the month. => 2026-01-21/2026-01-31 month
    It will be at the beginning of next month. => 2026-02-01/2026-02-10 month
    Congress votes next month. => 2026-02-01/2026-02-28 month
    He will visit in March. => 2026-03-01/2026-03-31 month
    Petro to Meet Trump Next February => 2026-02-01/2026-02-28 month
    The talks will be held in March 2027. => 2027-03-01/2027-03-31 month
    In September, the State Department revoked his visa. => 2025-09-01/2025-09-30 month
    The visa has been void since last September. => 2025-09-01/2025-09-30 month
    The vote is on the first Sunday of March. => 2026-03-01 day
    The vote will be on the last Friday of February. => 2026-02-27 day
    The election comes later this year. => 2026-01-15/2026-12-31 vague
"""

VAGUE = """
    They will meet in the near future. => 2026-01-15/2026-02-15 vague
    They will meet soon, he said. => 2026-01-15/2026-02-15 vague
    It will be settled in the coming weeks. => 2026-01-15/2026-02-12 vague
    A near-future Washington meeting is under way. => 2026-01-15/2026-02-15 vague
"""

YEARS = """
    Finally met on Jan. 14. => 2026-01-14 day
    They met on Dec. 3 in Washington. => 2025-12-03 day
    They will meet on Jan. 3, aides said. => 2027-01-03 day
    He will meet Xi on Dec. 3. => 2026-12-03 day
    A strike on Sept. 2 killed 11 people. => 2025-09-02 day
    On Jan. 20, Trump took office. => 2025-01-20 day
    The ruling, issued on 12 December, takes effect on 1 March. => 2025-12-12 day; 2026-03-01 day
    The two leaders spoke on Jan. 7 and agreed to meet on Feb. 3. => 2026-01-07 day; 2026-02-03 day
    The date, February 3, was settled by both sides. => 2026-02-03 day
    The mandate ends on Aug. 7. => 2026-08-07 day
    Petro to meet Trump Jan. 14 => 2026-01-14 day
"""

TRAPS = """
    Petro, 65, was sanctioned by the Treasury. =>
    Washington withdrew $500 million in aid after the 2025 decertification. =>
    They last met in 2019; he cannot run again until 2030. =>
    Officials met for 45 minutes and discussed 11 extradition requests. =>
    Flight 203 leaves at 9:30 p.m. from Gate 12. =>
    Millonarios won 3-2 away. =>
    The court cited section 3 and Article 7. =>
    March for democracy drew 20,000 people. =>
    Some 1,000 people will march 3 miles on foot. =>
    The president may 3 times refuse. =>
    Up to 20 May Die in Clash, Army Warns =>
    Petro May Visit White House =>
    Wait a second, said the second envoy. =>
    The hotline, 555-0203, works 24/7. =>
    It was the worst attack since 9/11. =>
    The former M-19 guerrilla drove down U.S. 50 in the 1990s. =>
    The 3rd Circuit ruled for the 4th time in the 21st century. =>
    Inflation rose 3 percent; March 3 percent. =>
    It fell 20% in two weeks. =>
    He spoke for the first time in two weeks. =>
    Black Friday sales and Super Tuesday rules =>
    USA Today reported it. =>
    As soon as possible, too soon to tell. =>
    A long march, a 90-day pause and a three-week trip =>
    From 6 to 4 February =>
    Feb. 30 does not exist. =>
    Theresa May agreed. =>
    The service runs every Tuesday. =>
    The 9 de Julio Avenue was closed. =>
    The Sept. 11 attacks changed policy. =>
"""

DATELINES = """
    BOGOTA, Jan. 15 (Reuters) - Colombia's president will travel on Feb. 3. => 2026-02-03 day
    WASHINGTON, Jan 14 (AFP) — The visit is set. =>
    Jan 15 (Reuters) - The visit is set. =>
    Updated Jan. 15, 2026: the visit is set. =>
    By Jane Roe | Jan. 15, 2026 | The visit is set for Feb. 3. => 2026-02-03 day
    The visit is set | January 15, 2026 =>
"""

IN_JUNE = """
    The vote is pencilled in for 22 June, the speaker's office said. => 2026-06-22 day
    The leaders will hold a summit on Thursday and Friday in Brussels. => 2026-06-11 day; 2026-06-12 day
    The strike, now in its third week, is to be called off on Sunday. => 2026-06-14 day
    He was sworn in on 20 January 2025 and leaves office in 2029. => 2025-01-20 day
    The court is expected to rule by the end of June. => 2026-06-21/2026-06-30 month
    Talks broke down late Monday, a source told reporters. => 2026-06-08 day
    The central bank next meets on July 29-30. => 2026-07-29/2026-07-30 day
    A second round will be held no later than Aug. 15. => 2026-08-15 day
    The ceasefire, which took effect on May 31, expires at midnight on Saturday. => 2026-05-31 day; 2026-06-13 day
    Parliament will be recalled the week after next. => 2026-06-22/2026-06-28 week
    Ministers hope to sign the deal before the summer break in mid-July. => 2026-07-11/2026-07-20 month
    The verdict came a day after the June 7 runoff. => 2026-06-07 day
    Opposition leader to be sentenced tomorrow => 2026-06-10 day
    The company said on Monday that its chief executive will step down on 31 December. => 2026-06-08 day; 2026-12-31 day
    Some 300 people were arrested on the first day of the 12-day march. =>
    Voting opens at 8 a.m. on Sunday, 14 June. => 2026-06-14 day
    The launch has slipped to no earlier than June 24. => 2026-06-24 day
    It is the third delay in two months. =>
    The two sides last spoke in April. => 2026-04-01/2026-04-30 month
    The hearing, due to start on Wednesday, has been put back to 3 September. => 2026-06-10 day; 2026-09-03 day
    She won 52-48 in November; she takes office in January. => 2025-11-01/2025-11-30 month; 2027-01-01/2027-01-31 month
    The 10-year bond fell 3 basis points on Friday. => 2026-06-05 day
    The pope will travel to Peru from 11 to 17 November. => 2026-11-11/2026-11-17 week
    Election officials set October 4 as the date for the ballot. => 2026-10-04 day
    The review could take between six and eight weeks. =>
"""
"""Written after the rules, for a Tuesday in June; the rules as they were then read 21 of these 25 right."""


def lines(*tables: str) -> list[tuple[str, str]]:
    pairs = (line.strip().partition("=>") for table in tables for line in table.strip().splitlines())
    return [(phrase.strip(), days.strip()) for phrase, _, days in pairs]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    lines(ABSOLUTE, RANGES, RELATIVE, WEEKS_AND_MONTHS, VAGUE, YEARS, TRAPS, DATELINES),
)
def test_a_phrase_means_these_days(phrase: str, expected: str) -> None:
    assert read(phrase) == expected


@pytest.mark.parametrize(("phrase", "expected"), lines(IN_JUNE))
def test_a_phrase_of_another_season_means_these_days(phrase: str, expected: str) -> None:
    assert read(phrase, TUESDAY_IN_JUNE) == expected


def read(phrase: str, published: datetime = NOON) -> str:
    found = find_dates(phrase, Language.EN, published)
    return "; ".join(f"{one.first}{'' if one.first == one.last else f'/{one.last}'} {one.precision}" for one in found)
