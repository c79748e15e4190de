# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Patterns that end: each evaluation, all of one pattern, in the main thread and outside it."""

from __future__ import annotations

import gc
import re
import signal
import sys
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.sparkops.athena.plugins.module_utils._athena import bounded_patterns
from ansible_collections.sparkops.athena.plugins.module_utils._athena.bounded_patterns import (
    BoundedPattern,
    PatternExhausted,
    bounded,
)
from ansible_collections.sparkops.athena.plugins.module_utils._athena.redaction import compile_pattern, is_secret_name

EXPLOSIVE = [
    (r"([\w.:-]+,?)+", "spark.jars.packages.org.example.something!!"),
    (r".*a.*b.*c.*d.*", "abc" * 17_000),
    (r"(?:(?:a*)*)*b", "a" * 1000),
    (r"(a?){5000}a{5000}", "a" * 5000),
    (r"(?x) (a+) +  # a comment", "a" * 40 + "!"),
    (r"(?:.|x)*y", "x" * 51_000),
    (r"(?x:(a+) +)b", "a" * 34),
    (r"(?-i:(?x: ( a+ ) + ) )b", "a" * 34),
    (r"a*a{25000}b", "a" * 49_000),
    (r"(?:a|a)*b", "a" * 40),
    (r"(?=(a+)+b)a*", "a" * 40),
    (r"(?>(a+)+b)", "a" * 40),
]


@pytest.mark.parametrize(("pattern", "text"), EXPLOSIVE)
def test_a_pattern_that_explodes_is_interrupted(pattern: str, text: str) -> None:
    begun = time.process_time()
    with pytest.raises(PatternExhausted):
        BoundedPattern(pattern, re.DOTALL).fullmatch(text)
    assert time.process_time() - begun < 0.5


@pytest.mark.parametrize(("pattern", "text"), EXPLOSIVE)
def test_outside_the_main_thread_it_is_not_tried(pattern: str, text: str) -> None:
    outcomes: list[object] = []

    def work() -> None:
        cheap = BoundedPattern(r"arn:aws:kms:.*:key/.*").fullmatch("arn:aws:kms:eu-west-1:123456789012:key/x")
        outcomes.append(cheap)
        try:
            outcomes.append(BoundedPattern(pattern).fullmatch(text))
        except PatternExhausted as error:
            outcomes.append(error)

    begun = time.process_time()
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert outcomes[0] is True
    assert isinstance(outcomes[1], PatternExhausted)
    assert time.process_time() - begun < 0.25


def test_thousands_of_texts_that_explode_can_be_afforded_the_same_one_costs_nothing() -> None:
    pattern, begun = BoundedPattern(r"(a+)+"), time.process_time()
    for session in range(100):
        for _once_more in range(100):
            with pytest.raises(PatternExhausted):
                pattern.fullmatch("a" * (40 + session) + "!")
    assert time.process_time() - begun < 100 * 0.03


def test_what_is_said_of_a_text_does_not_depend_on_the_others() -> None:
    texts = [*("a" * 40 + "!" * number for number in range(1, 30)), "aa", "a" * 15 + "b", "a" * 2000]
    outcomes: list[dict[str, object]] = []
    for order in (texts, texts[::-1]):
        pattern = BoundedPattern(r"(a+)+")
        outcomes.append({text: _outcome(pattern, text) for text in order})
    assert outcomes[0] == outcomes[1]
    assert outcomes[0]["aa"] is True
    assert outcomes[0]["a" * 15 + "b"] is False
    assert outcomes[0]["a" * 40 + "!"] is PatternExhausted


def _outcome(pattern: BoundedPattern, text: str) -> object:
    try:
        return pattern.fullmatch(text)
    except PatternExhausted:
        return PatternExhausted


def test_many_sessions_are_no_attack() -> None:
    pattern = BoundedPattern(r"(?:[a-z]+\.?)+")
    assert all(pattern.fullmatch("org.example.thing") for _session in range(10_000))


def test_timer_and_handler_of_others_are_restored() -> None:
    def handler(*_args: object) -> None:
        raise AssertionError("not ours")

    before = signal.signal(signal.SIGVTALRM, handler)
    signal.setitimer(signal.ITIMER_VIRTUAL, 1000)
    try:
        assert BoundedPattern(r"(a+)+").fullmatch("aaa")
        assert signal.getsignal(signal.SIGVTALRM) is handler
        assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] > 900
        with pytest.raises(PatternExhausted):
            BoundedPattern(r"(a+)+").fullmatch("a" * 40 + "!")
        assert signal.getsignal(signal.SIGVTALRM) is handler
        assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] > 900
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def test_ansible_s_own_alarm_is_left_alone() -> None:
    rung: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, _frame: rung.append(number))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        with pytest.raises(PatternExhausted):
            BoundedPattern(r"(a+)+").fullmatch("a" * 40 + "!")
        time.sleep(0.2)
        assert rung == [signal.SIGALRM]
    finally:
        signal.signal(signal.SIGALRM, before)


def test_a_pattern_that_takes_long_to_compile_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_patterns, "COMPILE_LIMIT", 0.02)
    with pytest.raises(PatternExhausted):
        BoundedPattern("(?i)" + "|".join(f"x{number:05}[a-z]q" for number in range(50_000)))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interruption_that_hits_a_finalizer_is_not_the_last() -> None:
    class Slow:
        def __del__(self) -> None:
            re.fullmatch("(?:a+)+", "a" * 40 + "!")

    def work() -> None:
        Slow()
        re.fullmatch("(?:a+)+", "a" * 40 + "!")

    with pytest.raises(PatternExhausted):
        bounded_patterns._timed(work, 0.05, "too long")


def test_an_interruption_hits_nothing_that_others_run_at_a_collection(monkeypatch: pytest.MonkeyPatch) -> None:
    lost: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lost.append)

    def slow(_phase: str, _info: object) -> None:
        _use_time(0.02)

    def work() -> None:
        while True:
            [[] for _turn in range(1000)]  # enough for a collection

    gc.callbacks.append(slow)
    try:
        with pytest.raises(PatternExhausted):
            bounded_patterns._timed(work, 0.01, "too long")
    finally:
        gc.callbacks.remove(slow)
    assert lost == []


@pytest.mark.parametrize("collects", [True, False])
def test_the_collector_is_restored(collects: bool) -> None:
    before = gc.isenabled()
    (gc.enable if collects else gc.disable)()
    try:
        with pytest.raises(PatternExhausted):
            BoundedPattern(r"(a+)+").fullmatch("a" * 40 + "!")
        assert gc.isenabled() is collects
    finally:
        (gc.enable if before else gc.disable)()


def _use_time(seconds: float) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def test_one_text_is_compiled_once() -> None:
    assert bounded("a*") is bounded("a*")
    assert bounded("a*") is not bounded("a*", re.DOTALL)


def test_a_name_that_the_user_s_pattern_cannot_tell_is_hidden() -> None:
    pattern = compile_pattern(r"^(\w+\.?)+$")
    assert is_secret_name("spark." + "a" * 60 + "!", pattern)
    assert not is_secret_name("spark.!", pattern)


ATOMS = st.sampled_from(["a", "b", ".", r"\w", "[ab]", "(?:a|b)", "(ab)", "a|b"])
REPEATS = st.sampled_from(["", "", "*", "+", "?", "{2}", "{1,2}", "*?"])
PATTERNS = st.lists(st.tuples(ATOMS, REPEATS), max_size=4).map(lambda parts: "".join(map("".join, parts)))


@settings(deadline=None)
@given(PATTERNS, st.text("abc", max_size=12))
def test_what_ends_in_time_is_what_re_says(pattern: str, text: str) -> None:
    assert BoundedPattern(pattern).fullmatch(text) == (re.fullmatch(pattern, text) is not None)
    assert BoundedPattern(pattern).search(text) == (re.search(pattern, text) is not None)
