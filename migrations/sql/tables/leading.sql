alter table assessment
    add column field_result text not null default 'none',
    add column organising text not null default 'none',
    add column uniting text not null default 'none';

alter table assessment
    add constraint ck_assessment_field_result_known
        check (field_result in ('none', 'all_completed', 'someone_not_completed')),
    add constraint ck_assessment_organising_known
        check (organising in ('none', 'with_initiatives', 'without_initiatives', 'short_delay', 'prolonged_delay')),
    add constraint ck_assessment_uniting_known
        check (uniting in ('none', 'united', 'short_conflict', 'prolonged_conflict')),
    add constraint ck_assessment_leads_in_all_or_nothing
        check ((field_result = 'none') = (organising = 'none') and (organising = 'none') = (uniting = 'none')),
    add constraint ck_assessment_leads_in_a_month
        check (period = 'month' or field_result = 'none');
