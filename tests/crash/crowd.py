"""The people of the drill: some come and stay, some come and go, and each remembers what ought to hold for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.crash.newsroom import TOPICS

if TYPE_CHECKING:
    import random

    from tests.doubles.botapi import BotApi, Person

_QUESTIONS = tuple(topic.lower() for topic in TOPICS)


@dataclass(slots=True)
class Follower:
    """`follows`: what the bot is to hold once it has heard all that was said. `asked`: all that was ever followed."""

    person: Person
    stays: bool
    blocks: bool = False
    follows: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Crowd:
    """Grows to `size`; every third moves about, the others stay for good."""

    api: BotApi
    draw: random.Random
    size: int
    everyone: list[Follower] = field(default_factory=list)

    async def acts(self) -> None:
        """One person does one thing: comes, follows something else, or (movers only) unfollows, blocks, goes."""
        if len(self.everyone) < self.size and (not self.everyone or self.draw.random() < 1 / 2):
            await self._comes()
            return
        someone = self.draw.choice(self.everyone)
        if someone.stays:
            await self._says_to_follow(someone, "/follow")
        else:
            await self._moves(someone)

    async def _comes(self) -> None:
        """By a deep link, which follows a question at once."""
        number = len(self.everyone)
        someone = Follower(self.api.person(100 + number, name=f"Person {number}"), stays=number % 3 != 2)
        self.everyone.append(someone)
        await self._says_to_follow(someone, "/start")

    async def _moves(self, someone: Follower) -> None:
        if someone.blocks:
            await self.api.unblocks(someone.person)
            someone.blocks = False
            await self._says_to_follow(someone, "/start")
            return
        match self.draw.randrange(5):
            case 0:
                await self.api.blocks(someone.person)
                someone.blocks = True
            case 1:
                await self.api.says(someone.person, "/stop")
                someone.follows.clear()
            case 2 if someone.follows:
                question = self.draw.choice(sorted(someone.follows))
                await self.api.says(someone.person, f"/unfollow {question}")
                someone.follows.discard(question)
            case _:
                await self._says_to_follow(someone, "/follow")

    async def _says_to_follow(self, someone: Follower, command: str) -> None:
        question = self.draw.choice(_QUESTIONS)
        await self.api.says(someone.person, f"{command} {question}")
        someone.follows.add(question)
        someone.asked.add(question)
