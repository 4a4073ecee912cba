import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { asked } from "../../../graphql/asked";
import { UnitsFoundDocument, type UnitsFoundQuery } from "../../../graphql/generated/graphql";
import { kept, useSeen } from "../address";
import { Mark } from "./branch";

const REST_MS = 250;

/** Units by the beginning of a code or by words of a name; `children` while nothing is sought. */
export const Search = ({ children }: { children: ReactNode }) => {
  const { t } = useLingui();
  const [typed, type] = useState("");
  const [sought] = useDebouncedValue(typed.trim(), REST_MS);
  const seeks = typed.trim() !== "";
  const found = useQuery({
    ...asked(UnitsFoundDocument, { search: sought, asOf: useSeen().ngay ?? null }),
    enabled: seeks && sought !== "",
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <TextInput
        type="search"
        label={<Trans>Find a unit</Trans>}
        placeholder={t`Its name or code`}
        autoComplete="off"
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <p className="small soft" role="status">
        {seeks && found.data?.units && <Said of={found.data.units} />}
      </p>
      {seeks && found.data?.units ? <Found units={found.data.units.nodes} chosen={() => type("")} /> : children}
    </>
  );
};

type Units = NonNullable<UnitsFoundQuery["units"]>;

const Said = ({ of: { totalCount, nodes } }: { of: Units }) =>
  totalCount > nodes.length ? (
    <Trans>
      {totalCount} units; the first {nodes.length} stand here. Type more.
    </Trans>
  ) : (
    <Plural value={totalCount} _0="No unit is called so on this day." one="# unit" other="# units" />
  );

const Found = ({ units, chosen }: { units: Units["nodes"]; chosen: () => void }) => {
  const seen = useSeen();
  return (
    <ul className="found">
      {units.map((unit) => (
        <li key={unit.id}>
          <Link to="/co-cau/$code" params={{ code: unit.code }} search={kept(seen)} onClick={chosen}>
            {unit.name}
          </Link>{" "}
          <span className="small soft">
            {unit.code}
            {unit.parent && ` · ${unit.parent.name}`} <Mark of={unit} />
          </span>
        </li>
      ))}
    </ul>
  );
};
