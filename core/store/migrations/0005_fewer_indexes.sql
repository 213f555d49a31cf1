-- +goose Up

-- Every message that is sent changes its row twice, and with each change every index whose columns or condition the row
-- touches. What a person got is found by one index, whatever became of it; the day's messages by when they were reserved;
-- and what a campaign has left by a condition that ends with the reservation.
DROP INDEX deliveries_waiting;
DROP INDEX deliveries_past;
CREATE INDEX deliveries_past ON deliveries (customer_n, reserved_ms);
DROP INDEX deliveries_day;
CREATE INDEX deliveries_day ON deliveries (reserved_ms) WHERE reserved_ms > 0;
DROP INDEX deliveries_open;
CREATE INDEX deliveries_open ON deliveries (campaign_id) WHERE state IN ('planned', 'held');
DROP INDEX deliveries_changed;
CREATE INDEX deliveries_by_campaign ON deliveries (campaign_id);

-- +goose Down
SELECT 1;
