import { Plural, Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { Head, NumberHead } from "../../../components/tables/heads";
import { kept, useSeen } from "../address";
import { places, type Post, type ReadUnit } from "./read";

type Props = { unit: ReadUnit; reads: boolean; known: boolean };

/** Its positions: who holds each, how many may, and what differs. */
export const Positions = ({ unit: { positions }, reads, known }: Props) => (
  <section aria-labelledby="positions">
    <h2 id="positions">
      <Trans>Positions</Trans>
    </h2>
    {positions.nodes.length === 0 ? (
      <p className="soft">
        <Trans>It has none on this day.</Trans>
      </p>
    ) : (
      <table>
        <thead>
          <tr>
            <Head>
              <Trans>Position</Trans>
            </Head>
            <Head>
              <Trans>Peer group</Trans>
            </Head>
            {reads && (
              <>
                <Head>
                  <Trans>Who holds it</Trans>
                </Head>
                <NumberHead>
                  <Trans>Held of</Trans>
                </NumberHead>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {positions.nodes.map((post) => (
            <Row key={post.id} post={post} reads={reads} />
          ))}
        </tbody>
      </table>
    )}
    {positions.totalCount > positions.nodes.length && (
      <p className="small soft">
        <Trans>
          The first {positions.nodes.length} of {positions.totalCount} stand here.
        </Trans>
      </p>
    )}
    {known && !reads && positions.nodes.length > 0 && (
      <p className="small soft">
        <Trans>Who holds them is not shown: you hold no right to read people here.</Trans>
      </p>
    )}
  </section>
);

const Row = ({ post, reads }: { post: Post; reads: boolean }) => (
  <tr>
    <th scope="row">
      {post.title}
      <Grades of={post} />
      <span className="small soft">{post.code}</span>
    </th>
    <td>{post.peerGroup.name}</td>
    {reads && (
      <>
        <td>
          <Holders of={post} />
        </td>
        <td className="number">
          {post.holders.totalCount}
          {post.staffing !== null && ` / ${post.staffing}`}
          <Left of={post} />
        </td>
      </>
    )}
  </tr>
);

const Grades = ({ of: { lowestGradeCode: low, highestGradeCode: high } }: { of: Post }) =>
  (low ?? high) && (
    <span className="small soft">
      {low && high && low !== high ? <Trans>grades {low} to {high}</Trans> : <Trans>grade {low ?? high}</Trans>}
    </span>
  );

const Holders = ({ of: { holders } }: { of: Post }) => {
  const seen = useSeen();
  const more = holders.totalCount - holders.nodes.length;
  if (!holders.totalCount) return null;
  return (
    <ul className="holders">
      {holders.nodes.map(({ id, code, fullName }) => (
        <li key={id}>
          <Link to="/nguoi/$code" params={{ code }} search={kept(seen)}>
            {fullName}
          </Link>
        </li>
      ))}
      {more > 0 && (
        <li>
          <Plural value={more} one="and # more" other="and # more" />
        </li>
      )}
    </ul>
  );
};

const Left = ({ of: post }: { of: Post }) => {
  const left = places(post);
  if (post.holders.totalCount === 0)
    return (
      <span className="mark">
        <Trans>vacant</Trans>
      </span>
    );
  if (left === null || left === 0) return null;
  return (
    <span className="mark" data-over={left < 0 || undefined}>
      {left < 0 ? (
        <Plural value={-left} one="# too many" other="# too many" />
      ) : (
        <Plural value={left} one="# place free" other="# places free" />
      )}
    </span>
  );
};
