import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react";
import type { AuditEventKind } from "../../graphql/generated/graphql";

const WORDS: Record<AuditEventKind, MessageDescriptor> = {
  ADMINISTRATION_LOADED: msg`Loaded an administration`,
  ASSESSMENT_CONFIRMED: msg`Confirmed an assessment`,
  ASSESSMENT_PROPOSED: msg`Proposed an assessment`,
  DAY_SET: msg`Set the administration's day`,
  DOCUMENTS_REGISTERED: msg`Registered documents`,
  DOCUMENTS_REMOVED: msg`Removed registered documents`,
  FUNDS_OPENED: msg`Opened bonus funds`,
  GRADE_SET: msg`Set a grade and step`,
  GRADE_WITHDRAWN: msg`Took a grade back`,
  PAY_RUN_APPROVAL_KEPT: msg`Kept an approval`,
  PAY_RUN_APPROVAL_WITHDRAWN: msg`Withdrew an approval`,
  PAY_RUN_APPROVED: msg`Approved a pay run`,
  PAY_RUN_CLOSED: msg`Closed a pay run`,
  PAY_RUN_COMPUTED: msg`Made a pay run`,
  PAY_RUN_DISCARDED: msg`Discarded a pay run`,
  PAY_RUN_REVIEWED: msg`Reviewed a pay run`,
  PAY_RUN_WITHDRAWAL_ASKED: msg`Asked to withdraw an approval`,
  REGULATION_DRAFTED: msg`Drafted a regulation`,
  REGULATION_PUBLISHED: msg`Published a regulation`,
  REGULATION_WITHDRAWN: msg`Took a draft back`,
  RESULT_CHANGED: msg`Changed a result`,
  RESULT_RECORDED: msg`Recorded a result`,
  RESULTS_RECORDED: msg`Recorded results`,
  RIGHT_GRANTED: msg`Granted a right`,
  RIGHT_REQUESTED: msg`Asked for a right for another`,
  RIGHT_REVOKED: msg`Ended a right`,
  SCENARIO_SIMULATED: msg`Asked what a rule would cost`,
  SECRET_ERASED: msg`Erased a secret`,
};

/** What an event of the trail says of whoever did it. */
export const Happened = ({ kind }: { kind: AuditEventKind }) => <>{useLingui()._(WORDS[kind])}</>;
