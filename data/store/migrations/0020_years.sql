-- What is asked of tables that grow for years.
CREATE INDEX visitor_seen ON visitor (last_seen) WHERE forgotten = 0;
CREATE INDEX refusal_at ON refusal (at);
CREATE INDEX post_since ON post (since);
CREATE INDEX absence_open ON absence (since) WHERE until = 0;
CREATE INDEX duty_entry_call ON duty_entry (at) WHERE kind = 'call';
CREATE INDEX handover_day ON handover (day);
CREATE INDEX handover_locked ON handover (locked_at);
CREATE INDEX handover_waiting ON handover (sealed_seq) WHERE state = 'sealed';
CREATE INDEX handover_note_at ON handover_note (at);
CREATE INDEX handover_item_unmarked ON handover_item (handover) WHERE mark = '';
CREATE INDEX cleaning_of ON cleaning (appliance, day);
