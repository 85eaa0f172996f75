"""Every figure of a company, page by page, with the words it was read from and what people have corrected."""

from datetime import date

from bot.core.corrections import standing
from bot.core.evidence import PER_PAGE, Evidence
from bot.core.orgs import Directory
from bot.core.query import Sort
from bot.pipeline.lookup import understand
from bot.ports import Criteria, Store


async def evidence(text: str, store: Store, directory: Directory, today: date) -> Evidence | None:
    """Return a page of the figures of the company that is asked for, of the kinds and years asked for.

    Args:
        text: As `core.query.written` writes it: a company, kinds, years, a page.
        store: Holds the ledger.
        directory: The organisations that are known.
        today: Tells which March is meant.

    Returns:
        The page; None where no company is named that is known.

    Raises:
        StoreError: The ledger cannot be read.
    """
    query = await understand(text, store, directory, today)
    if not query.orgs:
        return None
    wanted = Criteria(orgs=query.orgs[:1], kinds=query.kinds, years=query.years, counting=False, sort=Sort.DATE)
    page = await store.search(wanted, PER_PAGE, (query.page - 1) * PER_PAGE)
    ids = [fact.id for fact in page.facts]
    said = await store.corrections(*ids) if ids else ()
    return Evidence(
        query=query,
        org=query.orgs[0],
        facts=page.facts,
        total=page.total,
        counted=page.counted,
        placings=page.placings,
        quotes=await store.quotes(ids),
        corrections={target: tuple(held.values()) for target, held in standing(said, ids).of.items()},
    )
