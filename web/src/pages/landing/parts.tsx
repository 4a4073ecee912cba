import { Trans } from "@lingui/react/macro";

/** What the house holds. */
export const Parts = () => (
  <section aria-labelledby="here">
    <h2 id="here">
      <Trans>What is here</Trans>
    </h2>
    <dl className="parts">
      <div>
        <dt>
          <Trans>People and positions</Trans>
        </dt>
        <dd>
          <Trans>A dated tree of units, the positions in it, and who holds them: in which grade, since when.</Trans>
        </dd>
      </div>
      <div>
        <dt>
          <Trans>Goals and results</Trans>
        </dt>
        <dd>
          <Trans>Policy goals, the KPIs that serve them, and what was assigned, completed, flawed or late each month.</Trans>
        </dd>
      </div>
      <div>
        <dt>
          <Trans>Pay models</Trans>
        </dt>
        <dd>
          <Trans>Scores, grade pay, classes and bonus funds as expressions over rows. Exact integers, never floats.</Trans>
        </dd>
      </div>
      <div>
        <dt>
          <Trans>Pay runs</Trans>
        </dt>
        <dd>
          <Trans>Computed from a kept snapshot, reviewed, approved by somebody else, closed, and never edited.</Trans>
        </dd>
      </div>
      <div>
        <dt>
          <Trans>What-if</Trans>
        </dt>
        <dd>
          <Trans>The same models with other numbers: cost, winners and losers, with no cell under ten people.</Trans>
        </dd>
      </div>
      <div>
        <dt>
          <Trans>The trail</Trans>
        </dt>
        <dd>
          <Trans>An event in the transaction of every change, sealed into hashed trees that anybody can recompute.</Trans>
        </dd>
      </div>
    </dl>
  </section>
);
