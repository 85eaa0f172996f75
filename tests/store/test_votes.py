"""What readers say, over the fake and the databases alike."""

from dataclasses import replace

from bot.core.cues import Cue
from bot.core.votes import Cast, Vote
from bot.ports import Feedback
from tests.store.conftest import AnyStore
from tests.store.test_subscriptions import ONE, amendment
from tests.store.values import NOW, after, alert, figure, judged, poll, story

GOOD = Cast("a1", "U1", Vote.GOOD, "spend", "pledge", NOW)


async def test_of_a_reader_s_votes_on_an_alert_the_last_one_counts(store: AnyStore) -> None:
    changed = replace(GOOD, vote=Vote.WRONG, rule="invest", kind="stake", at=after(2))
    other = replace(GOOD, user="U2", vote=Vote.NOT_RELEVANT, at=after(1))
    for cast in (GOOD, other, changed):
        await store.vote(cast)

    assert await store.votes() == (other, changed)


async def test_a_reader_votes_on_each_alert(store: AnyStore) -> None:
    other = replace(GOOD, alert="a2", vote=Vote.DUPLICATE)
    for cast in (other, GOOD):
        await store.vote(cast)

    assert await store.votes() == (GOOD, other)


async def test_what_people_have_to_say_is_kept_the_newest_first(store: AnyStore) -> None:
    said = [Feedback("ana (U1)", "C1", text, after(minute)) for minute, text in enumerate(("good", "bad\n“x”", "🚀"))]
    for one in said:
        await store.hear(one)

    assert await store.comments(9) == (said[2], said[1], said[0])
    assert await store.comments(1) == (said[2],)


async def test_what_readers_of_a_workspace_say_goes_with_it(store: AnyStore) -> None:
    await store.amend(ONE, amendment("follows all"))
    await store.save(poll(judged(opens=(story(),), alerts=(alert("a1", "C1"), alert("a2", "C2")))))
    kept = replace(GOOD, alert="a2")
    for cast in (GOOD, kept):
        await store.vote(cast)
    for channel in ("C1", "C2"):
        await store.hear(Feedback("ana (U1)", channel, "hello", NOW))

    await store.forget("T1")

    assert await store.votes() == (kept,)
    assert [one.channel for one in await store.comments(9)] == ["C2"]


async def test_the_cue_of_a_figure_is_kept_with_the_entry_and_the_alert(store: AnyStore) -> None:
    read = replace(figure(), cue=Cue.SPEND)
    told = replace(alert("a1", "C1"), figure=read)
    await store.save(poll(replace(judged(opens=(story(),), alerts=(told,)), figures=(read, figure()))))

    (stored,) = await store.judged("e1")
    kept = await store.alert("a1")

    assert [one.cue for one in stored.figures] == [Cue.SPEND, None]
    assert kept is not None
    assert kept.figure.cue is Cue.SPEND
