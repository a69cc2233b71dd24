"""The keyword language: what a query means, and what is said of one that means nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import assert_never

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.text.query import DEEPEST, MOST_WORDS, QueryError, as_query, parse_query
from bot.text.querytree import And, FieldTerm, Near, Node, Not, Or, Phrase, Within, Word


def shape(node: Node) -> str:
    """The tree with every group in parentheses, words in their folded form."""
    match node:
        case Word():
            return {"plain": node.form, "name": node.form.upper(), "prefix": f"{node.form}*"}[node.kind]
        case Phrase():
            reach = "" if node.reach is None else f"~{node.reach}"
            return f'"{" ".join(map(shape, node.words))}"{reach}'
        case Near():
            sides = ["|".join(map(shape, operand)) for operand in node.operands]
            links = [f" <{reach}> " for reach in node.reaches]
            return "(" + "".join(a + b for a, b in zip(sides, [*links, ""], strict=True)) + ")"
        case FieldTerm():
            return f"{node.field}={node.value}"
        case Within():
            return f"{node.place}:{shape(node.child)}"
        case And():
            return "(" + " & ".join(map(shape, node.children)) + ")"
        case Or():
            return "(" + " | ".join(map(shape, node.children)) + ")"
        case Not():
            return f"-{shape(node.child)}"
        case _:
            assert_never(node)


@pytest.mark.parametrize(
    ("query", "meaning"),
    [
        ("petro", "petro"),
        ("Petro", "PETRO"),
        ("OFAC", "OFAC"),
        ("Sanción*", "sancion*"),
        ("iPhone", "iphone"),
        ("2026", "2026"),
        ("petro visa", "(petro & visa)"),
        ("petro AND visa", "(petro & visa)"),
        ("a AND b OR c", "((a & b) | c)"),
        ("a OR b c", "(a | (b & c))"),
        ("(a OR b) c", "((a | b) & c)"),
        ("a NEAR/3 b c", "((a <3> b) & c)"),
        ("a OR b NEAR/0 c", "(a | (b <0> c))"),
        ("petro -futbol", "(petro & -futbol)"),
        ("petro NOT futbol", "(petro & -futbol)"),
        ("petro AND NOT (a OR b)", "(petro & -(a | b))"),
        ("petro AND -a -b", "(petro & -a & -b)"),
        ("petro (-a -b)", "(petro & (-a & -b))"),
        ("petro -(a -b)", "(petro & -(a & -b))"),
        ('"casa blanca"', '"casa blanca"'),
        ('"Casa Blanca"', '"CASA BLANCA"'),
        ('"lista clint*"', '"lista clint*"'),
        ('"Petro Trump"~8', '"PETRO TRUMP"~8'),
        ('"visa"', "visa"),
        ("anti-drug", '"anti drug"'),
        ("anti-narc*", '"anti narc*"'),
        ("Petro's", "PETRO"),
        ("(Petro)", "PETRO"),
        ("Petro NEAR/12 (visa OR visado)", "(PETRO <12> visa|visado)"),
        ('(a OR (b OR "c d")) NEAR/5 f', '(a|b|"c d" <5> f)'),
        ("a NEAR/1 b NEAR/2 c", "(a <1> b <2> c)"),
        ("-(a NEAR/5 b) c", "(-(a <5> b) & c)"),
        ("title:visa", "title:visa"),
        ('summary:"casa blanca"', 'summary:"casa blanca"'),
        ("title:(a OR b -c)", "title:(a | (b & -c))"),
        ("title:(a NEAR/2 b) c", "(title:(a <2> b) & c)"),
        ("-title:visa a", "(-title:visa & a)"),
        ("title:a visa", "(title:a & visa)"),
        ("lang:es", "lang=es"),
        ("lang:(ES OR en) a", "((lang=es | lang=en) & a)"),
        ("source:eltiempo.com", "source=eltiempo com"),
        ('source:"El País"', "source=el pais"),
        ("author:(Ana OR Luis)", "(author=ana | author=luis)"),
        ("author:(Ana López)", "(author=ana & author=lopez)"),
        ("url:https://X.co/a?b=1&c=", "url=https://x.co/a?b=1&c="),
        ('url:"/colombia/"', "url=/colombia/"),
        ("U.S.", "US"),
        ("USA", "US"),
        ('"EE. UU."', "EEUU"),
        ("EE.UU.", "EEUU"),
        ("us", "us"),
        ('"and"', "and"),
        ('"¿Qué pasa?"', '"QUE pasa"'),
        ("AT&T", '"AT T"'),
        ("10:30", '"10 30"'),
        ("9/11", '"9 11"'),
        ("nearby", "nearby"),
        ("a\nOR\nb", "(a | b)"),
    ],
)
def test_what_a_query_means(query: str, meaning: str) -> None:
    tree = parse_query(query)
    assert tree.text == query
    assert shape(tree.root) == meaning


@pytest.mark.parametrize(
    ("query", "column", "message", "hint"),
    [
        ("", 0, "empty", "write a word"),
        ("   ", 3, "empty", "write a word"),
        ("petro AND", 9, "missing after AND", "take AND out"),
        ("petro OR ", 9, "missing after OR", "take OR out"),
        ("petro NOT", 9, "missing after NOT", "take NOT out"),
        ("petro NEAR/5", 12, "missing after NEAR/5", "take NEAR/5 out"),
        ("petro -AND visa", 7, "missing after -", "take - out"),
        ("AND petro", 0, "AND needs", "on its left|take AND out"),
        ("(OR petro)", 1, "OR needs", "take OR out"),
        ("NEAR/3 petro", 0, "NEAR/3 needs", "take NEAR/3 out"),
        ("petro AND OR trump", 10, "missing after AND", "take AND out"),
        ("(petro OR trump", 0, "never closed", "add a )"),
        ("a (b (c)", 2, "never closed", "add a )"),
        ("(", 1, "missing after (", "take ( out"),
        ("petro OR trump)", 14, "never opened", "add a ("),
        (")", 0, "never opened", "add a ("),
        ("petro ()", 7, "nothing in these parentheses", "take them out"),
        ('petro "white house', 6, "never closed", 'add "'),
        ('"a b"c', 5, "followed by a space", "closing"),
        ('"a b"~', 5, "~ needs a number", '"a b"~5'),
        ('"a b"~x', 5, "~ needs a number", '"a b"~5'),
        ('a"b c"', 1, "inside a word", "put a space"),
        ('"visa"~3', 6, "two words or more", "leave it out"),
        ('""', 0, "no letter or digit", "write a word"),
        ("petro …", 6, "no letter or digit", "write a word"),
        ("petro AND “white house”", 10, "curly", 'straight "'),
        ("petro and visa", 6, "and is no operator", 'write AND, or "and" in quotes'),
        ("petro Or visa", 6, "Or is no operator", "write OR"),
        ("petro not visa", 6, "not is no operator", "write NOT"),
        ("visa y pasaporte", 5, "y is no operator", "write AND"),
        ("visa o pasaporte", 5, "o is no operator", "write OR"),
        ("petro && visa", 6, "&& is no operator", "write AND"),
        ("petro|visa", 5, "| is not used", "write OR"),
        ("a&&b", 1, "&& is not used", "write AND"),
        ("!petro", 0, "! is not used", "-futbol"),
        ("+petro", 0, "+ is not needed", "leave the + out"),
        ("petro –futbol", 6, "this dash", "hyphen"),
        ("petro - futbol", 6, "only what it touches", "-futbol"),
        ("'white house'", 0, "double quotes", "white house"),
        ("petro NEAR trump", 6, "NEAR needs", "NEAR/10"),
        ("petro near/5 trump", 6, "NEAR needs", "NEAR/10"),
        ("petro NEAR/x trump", 6, "NEAR needs", "NEAR/10"),
        ("petro NEAR/101 trump", 11, "101 words are too many", "at most 100"),
        ('"a b"~9999999999999', 6, "too many", "at most 100"),
        ("petro AND trump~", 15, "likeness", "star"),
        ("trump~2", 5, "likeness", "star"),
        ("visa^2 petro", 4, "no weight", "leave out"),
        ("petro [2 TO 5]", 6, "no ranges", "OR"),
        ("/petr.*/", 0, "no regular expressions", "star"),
        (r"site\:x", 4, "backslash", "quotes"),
        ("vis?", 3, "? stands for nothing", "star"),
        ("visa, sanciones", 4, "a list needs operators", "OR"),
        ("*", 0, "only at the end", "sancion*"),
        ("*visa", 0, "only at the end", "sancion*"),
        ("sa*on", 2, "only at the end", "sancion*"),
        ("visa**", 4, "only at the end", "sancion*"),
        ('"casa *"', 6, "only at the end", "sancion*"),
        ("petro sa*", 6, "so few letters", "at least 3"),
        ("U.S.*", 0, "so few letters", "at least 3"),
        ("titel:petro", 0, "no field titel:", "did you mean title:?"),
        ("Title:petro", 0, "no field Title:", "did you mean title:?"),
        ("quux:petro", 0, "no field quux:", "title:, summary:, lang:, source:, url:, author:"),
        ("http://x.co/a AND petro", 0, "address", "url:"),
        ("title: petro", 6, "title: needs a value", "title:Petro"),
        ("lang:", 5, "lang: needs a value", "lang:es"),
        ("(a title:)", 9, "title: needs a value", "title:Petro"),
        ("a title:-b", 8, "title: needs a value", "-title:"),
        ("title:AND b", 6, "missing after title:", "take title: out"),
        ("title:(a summary:b)", 9, "inside another", "group"),
        ("lang:fr", 5, "no language fr", "lang:en or lang:es"),
        ('lang:""', 5, "no language", "lang:en or lang:es"),
        ("source:elt*", 10, "neither ~ nor a star", "alone"),
        ('author:"a b"~2', 12, "neither ~ nor a star", "alone"),
        ("source:https://eltiempo.com/", 13, "takes a name", "url:"),
        ("source:...", 7, "empty value", "write one"),
        ('url:""', 4, "empty value", "write one"),
        ("source:(a NEAR/3 b)", 10, "words of the text", "AND"),
        ('"a b"~2 NEAR/3 c', 0, "no phrase with ~", "take the ~ out"),
        ("a NEAR/3 (b c)", 10, "NEAR takes", "a NEAR/5 b AND a NEAR/5 c"),
        ("a NEAR/3 lang:es", 14, "NEAR takes", "AND"),
        ("a NEAR/3 title:b", 9, "NEAR takes", "title:(a NEAR/5 b)"),
        ("(a NEAR/3 b) NEAR/3 c", 1, "NEAR takes", "leave the parentheses out"),
        ("-a NEAR/3 b", 0, "NEAR takes", "-(a NEAR/5 b)"),
        ("NOT petro", 0, "only excludes", "add a word"),
        ("-a -b", 0, "only excludes", "add a word"),
        ("title:(-a)", 0, "only excludes", "add a word"),
        ("petro OR NOT trump", 9, "branch of OR only excludes", "add a word"),
        ("a (b OR -c)", 8, "branch of OR only excludes", "add a word"),
        ("a -(-b)", 4, "excludes an exclusion", "leave out both"),
        ("a NOT NOT b", 6, "two exclusions", "leave out both"),
        ("a --b", 3, "two exclusions", "leave out both"),
    ],
)
def test_what_is_said_of_a_bad_query(query: str, column: int, message: str, hint: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(query)
    error = caught.value
    assert (error.column, message in error.message) == (column, True), str(error)
    assert any(part in f"{error.message} {error.hint}" for part in hint.split("|")), str(error)
    assert str(error) == f"column {column + 1}: {error.message} ({error.hint})"


def test_depth_is_bounded() -> None:
    """As deep as allowed is read; one deeper points at the parenthesis too many."""
    parse_query("(" * DEEPEST + "a" + ")" * DEEPEST)
    with pytest.raises(QueryError, match="too many parentheses") as caught:
        parse_query("b " + "(" * 100_000)
    assert caught.value.column == 2 + DEEPEST


def test_the_number_of_words_is_bounded() -> None:
    parse_query(" OR ".join(["a"] * MOST_WORDS))
    for query in (" ".join(["a"] * (MOST_WORDS + 1)), " ".join(["lang:es"] * (MOST_WORDS + 1)), f'"{"a " * 501}"'):
        with pytest.raises(QueryError, match="too long") as caught:
            parse_query(query)
        assert query[caught.value.column] in 'ae"'


def test_every_node_spans_its_text() -> None:
    query = 'Petro NEAR/5 (visa OR "casa blanca") AND title:sancion*'
    root = parse_query(query).root
    assert isinstance(root, And)
    near, within = root.children
    assert query[near.start : near.end] == 'Petro NEAR/5 (visa OR "casa blanca' + '"'
    assert query[within.start : within.end] == "title:sancion*"
    assert isinstance(near, Near)
    (petro,), (visa, phrase) = near.operands
    assert [query[leaf.start : leaf.end] for leaf in (petro, visa, phrase)] == ["Petro", "visa", '"casa blanca"']


def refusal(query: str) -> QueryError | None:
    try:
        shape(parse_query(query).root)
    except QueryError as error:
        return error
    return None


WORDS = 'petro Visa * ab* abc* and ~ : “ + " ( ) (( - OR AND NOT NEAR NEAR/3 ~2 title: lang:es source:x url:'
PIECES = st.sampled_from([*WORDS.split(), '"casa blanca"'])


@given(st.lists(PIECES, max_size=14), st.sampled_from(["", " "]))
@example(["url:", '"'], "")
def test_any_query_is_read_or_refused_inside_itself(pieces: list[str], glue: str) -> None:
    """Whatever is typed, the answer is a tree or a QueryError whose column lies in the text, with a hint."""
    query = glue.join(pieces)
    error = refusal(query)
    assert error is None or (0 <= error.column <= len(query) and error.message and error.hint)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_inside_itself(query: str) -> None:
    error = refusal(query)
    assert error is None or 0 <= error.column <= len(query)


@pytest.mark.parametrize(
    ("keyword", "query"),
    [
        ("visa", "visa"),
        ("White House", '"White House"'),
        ("  White   House ", '"White House"'),
        ("EE. UU.", '"EE. UU."'),
        ("law, order", '"law, order"'),
        ("¿Qué pasa?", '"¿Qué pasa?"'),
        ("Comercio y Turismo", '"Comercio y Turismo"'),
        ("Petro AND visa", "Petro AND visa"),
        ("Petro and visa", "Petro and visa"),
        ("Petro -futbol", "Petro -futbol"),
        ("sancion* Petro", "sancion* Petro"),
        ('"casa blanca"', '"casa blanca"'),
        ("(visa visado)", "(visa visado)"),
        ("title:visa Petro", "title:visa Petro"),
        ("Petro NEAR/3 visa", "Petro NEAR/3 visa"),
        ("Petro near visa", "Petro near visa"),
        ("nearby visa", '"nearby visa"'),
    ],
)
def test_a_keyword_of_a_plain_list(keyword: str, query: str) -> None:
    """Plain words in a row are a phrase; a query stays one, and so does a mistaken one, to be refused."""
    assert as_query(keyword) == query


PAGE = (Path(__file__).parents[2] / "docs" / "keywords.md").read_text(encoding="utf-8")
GOOD, BAD = PAGE.split("## What people get wrong")
ROW = re.compile(r"^\| `(.+?)` \|(?: [^|]* \| `(.+?)` \|)?", re.MULTILINE)


@pytest.mark.parametrize("query", [found[1] for found in ROW.finditer(GOOD)])
def test_what_the_page_shows_is_read(query: str) -> None:
    parse_query(query)


@pytest.mark.parametrize(("written", "meant"), [found.groups() for found in ROW.finditer(BAD)])
def test_what_the_page_calls_wrong_is_refused_and_what_was_meant_is_read(written: str, meant: str) -> None:
    assert refusal(written)
    parse_query(meant)
